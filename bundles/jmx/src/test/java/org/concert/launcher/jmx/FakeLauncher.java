/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
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

/**
 * A launcher of two processes, {@code ecat} and {@code xbot2} (which depends on it), on {@code root@robot:2222}. It notes
 * what it is asked for, and the test says what comes of it.
 */
public class FakeLauncher implements Launcher {

    /** What happened. */
    public History history = new History(List.of(), Map.of());

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** What was asked for, such as {@code start [xbot2] [sim] {a=b}}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** What comes of a start, stop or restart. */
    /** Whether the last start said that it came from outside. */
    public boolean fromOutside;

    public CompletableFuture<Outcome> outcome = CompletableFuture.completedFuture(new Outcome(List.of()));

    /** What comes of a question for output. */
    public CompletableFuture<List<String>> tail = CompletableFuture.completedFuture(List.of("one", "two"));

    private String session;
    private String configError = "";
    private volatile List<ProcessDescription> descriptions;
    private List<MachineSnapshot> machines = List.of(
            new MachineSnapshot(
                    "root@robot:2222", "ssh", MachineSnapshot.State.CONNECTED, "3.3a", "Docker 20.10.24", 12L, ""),
            new MachineSnapshot("gone", null, MachineSnapshot.State.UNREACHABLE, null, null, null, "no route to host"));

    private final Map<String, ProcessSnapshot> snapshots = new LinkedHashMap<>();
    private final List<ProcessListener> listeners = new CopyOnWriteArrayList<>();

    public FakeLauncher(String session) {
        this.session = session;
        this.descriptions = first();
        descriptions().forEach(process -> snapshots.put(process.name(), stopped(process.name())));
    }

    /** Return a process that is ready, with every field set that a living process has. */
    public ProcessSnapshot ready(String name) {
        return new ProcessSnapshot(
                name,
                session,
                "root@robot:2222",
                "xbot2_box",
                ProcessState.READY,
                "ready after 2 s",
                new ProcessSnapshot.Launch(
                        "run " + name,
                        List.of("sim", "Base Only"),
                        Map.of("hz", "500"),
                        "/tmp/" + name + ".log",
                        Definition.PRESENT),
                4711L,
                null,
                new ProcessSnapshot.Times(START, null, START.plusSeconds(2), null),
                new ProcessSnapshot.Resources(12.5, 1_048_576L, 4),
                new ProcessSnapshot.Counts(3, 0));
    }

    /** Return a process that was killed by a signal. */
    public ProcessSnapshot dead(String name) {
        return plain(name, ProcessState.FAILED, ExitStatus.ofSignal(11), "died of SIGSEGV");
    }

    /** Return a process that was never started. */
    public final ProcessSnapshot stopped(String name) {
        return plain(name, ProcessState.STOPPED, null, "");
    }

    private ProcessSnapshot plain(String name, ProcessState state, ExitStatus exit, String message) {
        return new ProcessSnapshot(
                name,
                session,
                "root@robot:2222",
                null,
                state,
                message,
                new ProcessSnapshot.Launch("run " + name),
                null,
                exit,
                ProcessSnapshot.Times.NONE,
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE);
    }

    /** Bring a process to another state, and tell those who listen. */
    public void become(ProcessSnapshot process) {
        ProcessSnapshot before;
        synchronized (snapshots) {
            before = snapshots.put(process.name(), process);
        }
        var event = new ProcessEvent(START, before.state(), process);
        listeners.forEach(listener -> listener.stateChanged(event));
    }

    /** Return how many listen. */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public List<String> targets() {
        return List.of("field", "sim");
    }

    @Override
    public String target() {
        return "field";
    }

    @Override
    public TargetPlan planUp(String target) throws RequestException {
        if (!targets().contains(target)) {
            throw new RequestException(List.of("no target '" + target + "'"));
        }
        return new TargetPlan(
                target,
                List.of(new TargetPlan.Change(
                        "ecat", TargetPlan.Action.RESTART, List.of(), Map.of(), "runs with variants sim")));
    }

    @Override
    public Run up(String target) throws RequestException {
        planUp(target);
        asked.add("up " + target);
        return run(Run.Kind.UP, List.of(target));
    }

    @Override
    public Path file() {
        return Path.of("/robot/launcher.yaml");
    }

    @Override
    public String session() {
        return session;
    }

    /** Have the launcher file read again: there is another default session, other processes and machines. */
    public void becomes(String session, List<ProcessDescription> processes, List<MachineSnapshot> machines) {
        this.session = session;
        this.machines = machines;
        synchronized (snapshots) {
            snapshots.clear();
            processes.forEach(process -> snapshots.put(process.name(), stopped(process.name())));
        }
        descriptions = processes;
        configError = "";
        listeners.forEach(ProcessListener::processesChanged);
    }

    /** Have the launcher file be one that cannot be used. */
    public void refuseFile(String mistakes) {
        configError = mistakes;
        var why = new LauncherException(mistakes);
        listeners.forEach(listener -> listener.fileRefused(why));
    }

    @Override
    public final List<ProcessDescription> descriptions() {
        return descriptions;
    }

    private List<ProcessDescription> first() {
        return List.of(
                description("ecat", List.of(), List.of("xbot2"), List.of()),
                description(
                        "xbot2",
                        List.of("ecat"),
                        List.of(),
                        List.of(
                                new VariantDescription("sim", List.of(), null),
                                new VariantDescription("body", List.of("Base Only", "Full"), null))));
    }

    /** Return a description of a process in the default session. */
    public final ProcessDescription description(
            String name, List<String> dependsOn, List<String> dependants, List<VariantDescription> variants) {
        return new ProcessDescription(
                name,
                session,
                "root@robot:2222",
                null,
                "run {it}",
                true,
                dependsOn,
                dependants,
                variants,
                List.of(new ParameterDescription(
                        "hz",
                        "int",
                        "500",
                        List.of("250", "500"),
                        null,
                        BigDecimal.ONE,
                        new BigDecimal(1000),
                        "control rate")),
                true,
                null,
                true);
    }

    @Override
    public List<ProcessSnapshot> processes() {
        synchronized (snapshots) {
            return new ArrayList<>(snapshots.values());
        }
    }

    @Override
    public Optional<ProcessSnapshot> process(String name) {
        synchronized (snapshots) {
            return Optional.ofNullable(snapshots.get(name));
        }
    }

    @Override
    public List<MachineSnapshot> machines() {
        return machines;
    }

    @Override
    public List<String> warnings() {
        return List.of("launcher.yaml:3:1: no process 'imu'");
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
        asked.add("reload");
        return configError.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new LauncherException(configError));
    }

    @Override
    public String configError() {
        return configError;
    }

    @Override
    public CompletableFuture<Void> supervise() {
        return observe();
    }

    @Override
    public LaunchPlan plan(StartRequest request) throws RequestException {
        check(request.names());
        return new LaunchPlan(List.of(
                new LaunchStep(
                        "ecat",
                        "local",
                        null,
                        session,
                        "run ecat",
                        Map.of(),
                        true,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        null),
                new LaunchStep(
                        "xbot2", "r@h", "box", session, "run x", Map.of(), true, List.of(), List.of(), List.of(),
                        Map.of(), Map.of(), null)));
    }

    @Override
    public Run start(StartRequest request) throws RequestException {
        check(request.names());
        fromOutside = request.fromOutside();
        asked.add("start " + request.names() + " " + request.variants() + " " + request.params());
        return run(Run.Kind.START, request.names());
    }

    @Override
    public Run stop(StopRequest request) throws RequestException {
        check(request.names());
        asked.add((request.force() ? "kill " : "stop ") + (request.all() ? "all" : request.names()));
        return run(Run.Kind.STOP, request.names());
    }

    @Override
    public Run restart(StartRequest request) throws RequestException {
        throw new UnsupportedOperationException("no MBean asks for this");
    }

    @Override
    public Run restart(List<String> names) throws RequestException {
        check(names);
        asked.add("restart " + names);
        return run(Run.Kind.RESTART, names);
    }

    /** Begin a run whose outcome the test gives, or has given. */
    protected final Run run(Run.Kind kind, List<String> names) {
        return PlayedRun.begin(
                kind,
                asked.size(),
                session,
                names,
                outcome,
                run -> listeners.forEach(listener -> listener.runChanged(run)));
    }

    @Override
    public List<RunSnapshot> runs() {
        return List.of();
    }

    @Override
    public CompletableFuture<List<String>> tail(String name, int lines) {
        asked.add("tail " + name + " " + lines);
        return tail;
    }

    @Override
    public CompletableFuture<History> history(List<String> names, @Nullable Instant since) {
        return CompletableFuture.completedFuture(history);
    }

    @Override
    public CompletableFuture<String> processTree(String name) {
        return CompletableFuture.completedFuture("4711 1 run " + name);
    }

    @Override
    public OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink) {
        throw new UnsupportedOperationException("no output here");
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
        listeners.clear();
    }

    /** Return the outcome that one process was refused. */
    public static Outcome refused(String name, String why) {
        return new Outcome(List.of(new ProcessOutcome(name, ProcessOutcome.Result.FAILED, why, null)));
    }

    private void check(List<String> names) throws RequestException {
        List<String> unknown = names.stream()
                .filter(name -> process(name).isEmpty())
                .map(name -> "no process '" + name + "'")
                .toList();
        if (!unknown.isEmpty()) {
            throw new RequestException(unknown);
        }
    }
}
