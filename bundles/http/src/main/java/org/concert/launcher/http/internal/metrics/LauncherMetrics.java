/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.jspecify.annotations.Nullable;

/** The metrics of processes, machines and launcher files, made from snapshots at each scrape. */
final class LauncherMetrics implements MultiCollector {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double PERCENT = 100;

    private final Launchers launchers;
    private final String version;
    private final Clock clock;

    LauncherMetrics(Launchers launchers, String version, Clock clock) {
        this.launchers = launchers;
        this.version = version;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        addProcesses(all);
        addMachines(all);
        Gauge inForce =
                new Gauge("concert_launcher_file_ok", "1 if the launcher file, as it is now, is in force", null);
        for (Launcher launcher : launchers.all()) {
            inForce.add(
                    Labels.of("session", launcher.session()),
                    launcher.configError().isEmpty() ? 1 : 0);
        }
        addTargets(all);
        return all.metricSnapshot(inForce.build())
                .metricSnapshot(InfoSnapshot.builder()
                        .name("concert_build")
                        .help("The version of the launcher")
                        .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                                .labels(Labels.of("version", version))
                                .build())
                        .build())
                .build();
    }

    private void addProcesses(MetricSnapshots.Builder all) {
        Gauge state = new Gauge("concert_process_state", "1 for the state that the process is in", null);
        Gauge ready = new Gauge("concert_process_ready", "1 if the process is ready", null);
        Gauge start = new Gauge(
                "concert_process_start_duration", "From the last start of the process to its readiness", Unit.SECONDS);
        Gauge cpu = new Gauge("concert_process_cpu", "CPU use of the process tree, 1 being one core", Unit.RATIO);
        Gauge memory = new Gauge("concert_process_resident_memory", "Resident memory of the process tree", Unit.BYTES);
        Gauge uptime = new Gauge("concert_process_uptime", "For how long the process has been alive", Unit.SECONDS);
        CounterSnapshot.Builder restarts = CounterSnapshot.builder()
                .name("concert_process_restarts")
                .help("Restarts of the process by its restart policy");
        CounterSnapshot.Builder checks = CounterSnapshot.builder()
                .name("concert_process_ready_checks")
                .help("Checks of the readiness of the process that have ended, those that failed included");
        Instant now = clock.instant();
        for (LaunchedProcess each : launchers.processes()) {
            ProcessSnapshot process = each.snapshot();
            Labels labels =
                    Labels.of("session", process.session(), "process", process.name(), "machine", process.machine());
            state.add(labels.add("state", process.state().name()), 1);
            ready.add(labels, process.ready() ? 1 : 0);
            start.add(labels, startSeconds(process));
            cpu.add(
                    labels,
                    process.resources().cpuPercent() == null
                            ? null
                            : process.resources().cpuPercent() / PERCENT);
            Long bytes = process.resources().residentBytes();
            memory.add(labels, bytes == null ? null : bytes.doubleValue());
            Duration alive = process.uptime(now);
            uptime.add(labels, alive == null ? null : alive.toMillis() / MILLIS_PER_SECOND);
            count(restarts, labels, process.counts().restarts());
            count(checks, labels, process.counts().readyChecks());
        }
        for (Gauge gauge : List.of(state, ready, start, cpu, memory, uptime)) {
            all.metricSnapshot(gauge.build());
        }
        all.metricSnapshot(restarts.build()).metricSnapshot(checks.build());
    }

    private static void count(CounterSnapshot.Builder counter, Labels labels, double value) {
        counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build());
    }

    private static @Nullable Double startSeconds(ProcessSnapshot process) {
        Instant started = process.times().started();
        Instant readied = process.times().ready();
        return started == null || readied == null
                ? null
                : Math.max(0, Duration.between(started, readied).toNanos() / NANOS_PER_SECOND);
    }

    private void addTargets(MetricSnapshots.Builder all) {
        Gauge target = new Gauge(
                "concert_launcher_target",
                "1 for the target in force; 'custom' if what runs is none, '' if nothing runs",
                null);
        Gauge deviates =
                new Gauge("concert_process_deviates", "1 if the process is not as the target in force says", null);
        for (Launcher launcher : launchers.all()) {
            target.add(Labels.of("session", launcher.session(), "target", launcher.target()), 1);
            for (TargetPlan.Change change : launcher.deviations()) {
                deviates.add(
                        Labels.of(
                                "session",
                                launcher.session(),
                                "process",
                                change.name(),
                                "action",
                                change.action().name().toLowerCase(Locale.ROOT)),
                        1);
            }
        }
        all.metricSnapshot(target.build()).metricSnapshot(deviates.build());
    }

    private void addMachines(MetricSnapshots.Builder all) {
        Gauge up = new Gauge(
                "concert_machine_up",
                "1 if the machine is connected; machines that nobody asked for are left out",
                null);
        Gauge latency = new Gauge(
                "concert_machine_latency", "How long tmux took for the last answer, with the way", Unit.SECONDS);
        for (MachineSnapshot machine : launchers.machines()) {
            if (machine.state() != MachineSnapshot.State.IDLE) {
                Labels labels = Labels.of("machine", machine.name());
                up.add(labels, machine.state() == MachineSnapshot.State.CONNECTED ? 1 : 0);
                Long millis = machine.latencyMillis();
                latency.add(labels, millis == null ? null : millis / MILLIS_PER_SECOND);
            }
        }
        all.metricSnapshot(up.build()).metricSnapshot(latency.build());
    }

    /** Gathers the values of one gauge. */
    private static final class Gauge {

        private final GaugeSnapshot.Builder gauge;

        Gauge(String name, String help, @Nullable Unit unit) {
            gauge = GaugeSnapshot.builder().help(help);
            if (unit == null) {
                gauge.name(name);
            } else {
                gauge.name(name + "_" + unit).unit(unit);
            }
        }

        void add(Labels labels, double value) {
            gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build());
        }

        void add(Labels labels, @Nullable Double value) {
            if (value != null) {
                add(labels, value.doubleValue());
            }
        }

        GaugeSnapshot build() {
            return gauge.build();
        }
    }
}
