/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ParameterDescription;
import org.concert.launcher.api.PlayedRun;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.api.VariantDescription;
import org.jspecify.annotations.Nullable;

/** A launcher of the process {@code imu} in the session {@code robot}, which is ready at once and notes what it is asked. */
final class OneProcessLauncher implements Launcher {

    /** What happened. */
    public History history = new History(List.of(), Map.of());

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Set<String> KNOWN = Set.of("fast", "mode", "a", "b", "mode=a", "mode=b", "Base Only");

    final List<String> asked = new CopyOnWriteArrayList<>();

    volatile @Nullable StartRequest lastRequest;

    /** Whether stops end a little after they were asked for. */
    volatile boolean delayed;

    private final List<ProcessListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private volatile List<String> variants = List.of("a", "b");
    private volatile ProcessState state = ProcessState.STOPPED;

    @Override
    public List<String> targets() {
        return List.of("field");
    }

    @Override
    public String target() {
        return state == ProcessState.READY ? "field" : "";
    }

    @Override
    public TargetPlan planUp(String target) {
        return new TargetPlan(
                target, List.of(new TargetPlan.Change("imu", TargetPlan.Action.START, List.of("fast"), Map.of(), "")));
    }

    @Override
    public Run up(String target) {
        asked.add("up " + target);
        return run(Run.Kind.UP, CompletableFuture.completedFuture(new Outcome(List.of())));
    }

    @Override
    public Path file() {
        return Path.of("launcher.yaml");
    }

    @Override
    public String session() {
        return "robot";
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public List<ProcessDescription> descriptions() {
        return List.of(new ProcessDescription(
                "imu",
                "robot",
                "local",
                null,
                "imu",
                true,
                List.of(),
                List.of(),
                List.of(
                        new VariantDescription("fast", List.of(), null),
                        new VariantDescription("mode", List.of("a", "b"), "a")),
                List.of(new ParameterDescription(
                        "rate",
                        "int",
                        "500",
                        List.of(),
                        null,
                        BigDecimal.ONE,
                        BigDecimal.TEN.pow(3),
                        "how often (Hz)")),
                true,
                null,
                true));
    }

    @Override
    public List<ProcessSnapshot> processes() {
        return List.of(new ProcessSnapshot(
                "imu",
                "robot",
                "local",
                null,
                state,
                "",
                new ProcessSnapshot.Launch("imu", variants, Map.of("hz", "500"), null, Definition.PRESENT),
                state == ProcessState.READY ? 4711L : null,
                null,
                ProcessSnapshot.Times.startedAt(START),
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE));
    }

    @Override
    public Optional<ProcessSnapshot> process(String name) {
        return processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst();
    }

    @Override
    public List<MachineSnapshot> machines() {
        return List.of(new MachineSnapshot("root@robot:22", null, MachineSnapshot.State.IDLE, null, null, null, ""));
    }

    @Override
    public CompletableFuture<Void> look(List<String> names) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> observe() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> reload() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String configError() {
        return "";
    }

    @Override
    public CompletableFuture<Void> supervise() {
        return observe();
    }

    @Override
    public LaunchPlan plan(StartRequest request) throws RequestException {
        for (String variant : request.variants()) {
            if (!KNOWN.contains(variant)) {
                throw new RequestException(List.of("no process of this run knows variant '" + variant + "'"));
            }
        }
        return new LaunchPlan(List.of(new LaunchStep(
                "imu",
                "local",
                null,
                "robot",
                "imu",
                Map.of(),
                true,
                List.of(),
                request.variants(),
                List.of(),
                Map.of(),
                Map.of(),
                null)));
    }

    @Override
    public Run start(StartRequest request) throws RequestException {
        plan(request);
        for (String value : request.params().values()) {
            if (request.fromOutside() && value.contains("$(")) {
                throw new RequestException(List.of("parameter cannot be '" + value + "'"));
            }
        }
        if (state == ProcessState.READY
                && !request.variants().isEmpty()
                && !request.variants().equals(variants)) {
            throw RequestException.ofConflict(List.of("Cannot start imu: it runs already, with variants " + variants));
        }
        lastRequest = request;
        asked.add("start " + request.names() + " " + request.variants() + " " + request.params());
        variants = request.variants();
        become(ProcessState.READY);
        return run(
                Run.Kind.START,
                CompletableFuture.completedFuture(
                        new Outcome(List.of(new ProcessOutcome("imu", ProcessOutcome.Result.STARTED, "", null)))));
    }

    @Override
    public Run stop(StopRequest request) {
        asked.add("stop " + request.names());
        become(ProcessState.STOPPED);
        var outcome = new Outcome(List.of(new ProcessOutcome("imu", ProcessOutcome.Result.STOPPED, "", null)));
        return run(
                request.force() ? Run.Kind.KILL : Run.Kind.STOP,
                delayed
                        ? CompletableFuture.supplyAsync(
                                () -> outcome, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
                        : CompletableFuture.completedFuture(outcome));
    }

    private Run run(Run.Kind kind, CompletableFuture<Outcome> outcome) {
        Run run = PlayedRun.begin(
                kind,
                asked.size(),
                session(),
                List.of("imu"),
                outcome,
                changed -> listeners.forEach(listener -> listener.runChanged(changed)));
        runs.add(run);
        return run;
    }

    @Override
    public List<RunSnapshot> runs() {
        return runs.stream().map(Run::snapshot).toList();
    }

    /** Come to another state, and tell it. */
    void become(ProcessState next) {
        ProcessState previous = state;
        state = next;
        listeners.forEach(listener -> listener.stateChanged(
                new ProcessEvent(Instant.now(), previous, processes().get(0))));
    }

    @Override
    public Run restart(StartRequest request) {
        lastRequest = request;
        asked.add("restart " + request.names() + " " + request.variants() + " " + request.params());
        return run(Run.Kind.RESTART, CompletableFuture.completedFuture(new Outcome(List.of())));
    }

    @Override
    public Run restart(List<String> names) {
        return run(Run.Kind.RESTART, CompletableFuture.completedFuture(new Outcome(List.of())));
    }

    @Override
    public CompletableFuture<List<String>> tail(String name, int lines) {
        return CompletableFuture.completedFuture(List.of("one", "two"));
    }

    @Override
    public CompletableFuture<History> history(List<String> names, @Nullable Instant since) {
        return CompletableFuture.completedFuture(history);
    }

    @Override
    public CompletableFuture<String> processTree(String name) {
        return CompletableFuture.completedFuture("1 0 imu");
    }

    @Override
    public OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink) {
        return TenLines.from(start, follow, sink);
    }

    @Override
    public CompletableFuture<MonitorSession> monitor(boolean replace) {
        throw new UnsupportedOperationException("nothing asks for this");
    }

    @Override
    public Registration listen(ProcessListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
