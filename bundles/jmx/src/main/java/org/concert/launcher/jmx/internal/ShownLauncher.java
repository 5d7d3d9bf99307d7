/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ObjectName;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.jmx.LauncherMXBean;
import org.concert.launcher.jmx.LauncherNotifications;
import org.concert.launcher.jmx.MachineMXBean;
import org.concert.launcher.jmx.ProcessNotifications;
import org.jspecify.annotations.Nullable;

/**
 * The MBeans of one launcher: itself, its processes and its machines, as they come and go. It hears changes on the
 * launcher's thread and only queues what it tells of them.
 */
public final class ShownLauncher implements Registration, ProcessListener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Launcher launcher;
    private final MBeanDirectory directory;
    private final Delivery delivery;
    private final Clock clock;
    private final Operations operations;
    private final Notifier notifier;
    private final DescribedEmitter mbean;

    private final Map<String, Shown<ShownProcess>> processes = new ConcurrentHashMap<>();

    /** What is shown besides; guarded by this object, as is the changing of what is above. */
    private final Map<String, Registration> machines = new HashMap<>();

    private @Nullable Shown<ObjectName> itself;
    private @Nullable Registration listening;
    private boolean closed;

    /** The name of the launcher's MBean; it changes with the default session. */
    private volatile ObjectName name;

    /** Something shown, until it is taken away. */
    private record Shown<T>(T what, Registration registration) {}

    private ShownLauncher(Launcher launcher, MBeanDirectory directory, Delivery delivery, Clock clock, String version) {
        this.launcher = launcher;
        this.directory = directory;
        this.delivery = delivery;
        this.clock = clock;
        name = MBeanNames.launcher(launcher.session());
        operations = new Operations(launcher, new Answers(PATIENCE));
        notifier = new Notifier(delivery, LauncherNotifications::info);
        mbean = new DescribedEmitter(
                new LauncherBean(launcher, operations, delivery, version), LauncherMXBean.class, notifier);
    }

    /**
     * Show a launcher until the result is closed.
     *
     * @param directory where its MBeans are registered
     * @param delivery sends the notifications
     * @param clock tells the uptime
     * @param version the version of Concert Launcher
     */
    public static ShownLauncher show(
            Launcher launcher, MBeanDirectory directory, Delivery delivery, Clock clock, String version) {
        var shown = new ShownLauncher(launcher, directory, delivery, clock, version);
        try {
            shown.begin();
        } catch (RuntimeException e) {
            shown.close();
            throw e;
        }
        return shown;
    }

    /** Take the MBeans away; before that the listening ends. */
    @Override
    public synchronized void close() {
        closed = true;
        if (listening != null) {
            listening.close();
        }
        if (itself != null) {
            itself.registration().close();
            itself = null;
        }
        machines.values().forEach(Registration::close);
        machines.clear();
        processes.values().forEach(shown -> shown.registration().close());
        processes.clear();
    }

    private synchronized void begin() {
        listening = launcher.listen(this);
        showAll();
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        shown(event.process().name()).ifPresent(shown -> shown.changed(event));
        notifier.send(sequence -> ProcessNotifications.state(name, sequence, event));
    }

    /** What was said of the last request no longer counts when there is a new one. */
    @Override
    public void runChanged(RunSnapshot run) {
        for (RunSnapshot.Step step : run.steps()) {
            if (!run.ended() && run.names().contains(step.name()) && !step.isOver()) {
                shown(step.name()).ifPresent(ShownProcess::forgetFailure);
            } else if (run.ended() && !step.ok()) {
                shown(step.name()).ifPresent(shown -> shown.requestFailed(step.reason(), notifier, name));
            }
        }
    }

    @Override
    public void processesChanged() {
        showAll();
        long now = clock.millis();
        notifier.send(sequence -> LauncherNotifications.changed(name, sequence, now));
    }

    @Override
    public void fileRefused(LauncherException why) {
        long now = clock.millis();
        String mistakes = String.join("\n", why.complaints());
        notifier.send(sequence -> LauncherNotifications.fileRefused(name, sequence, now, mistakes));
    }

    private Optional<ShownProcess> shown(String process) {
        return Optional.ofNullable(processes.get(process)).map(Shown::what);
    }

    /** Show what there is now, and that only. */
    private synchronized void showAll() {
        if (closed) {
            return;
        }
        showProcesses(launcher.descriptions());
        showMachines(launcher.machines().stream().map(MachineSnapshot::name).toList());
        name = MBeanNames.launcher(launcher.session());
        if (itself == null || !itself.what().equals(name)) {
            if (itself != null) {
                itself.registration().close();
            }
            itself = new Shown<>(name, directory.add(name, mbean));
        }
    }

    private void showProcesses(List<ProcessDescription> descriptions) {
        Map<String, ProcessDescription> wanted = new LinkedHashMap<>();
        descriptions.forEach(description -> wanted.put(description.name(), description));
        processes.forEach((process, shown) -> {
            ProcessDescription description = wanted.get(process);
            if (description == null || !shown.what().name().equals(name(description))) {
                processes.remove(process);
                shown.registration().close();
            } else {
                shown.what().redefine(description);
                wanted.remove(process);
            }
        });
        wanted.forEach((process, description) -> {
            var shown = new ShownProcess(description, () -> snapshot(process), operations, delivery, clock);
            processes.put(process, new Shown<>(shown, directory.add(shown.name(), shown.mbean())));
        });
    }

    private void showMachines(List<String> names) {
        for (String gone : Set.copyOf(machines.keySet())) {
            Registration registration = names.contains(gone) ? null : machines.remove(gone);
            if (registration != null) {
                registration.close();
            }
        }
        for (String machine : names) {
            machines.computeIfAbsent(
                    machine,
                    any -> directory.add(
                            MBeanNames.machine(machine),
                            new DescribedMBean(new MachineBean(launcher, machine), MachineMXBean.class)));
        }
    }

    private static ObjectName name(ProcessDescription description) {
        return MBeanNames.process(description.session(), description.name());
    }

    private ProcessSnapshot snapshot(String process) {
        return launcher.process(process)
                .orElseThrow(() -> new IllegalStateException("The launcher no longer knows the process " + process));
    }
}
