/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.PlayedRun;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.cli.internal.view.Samples;
import org.concert.launcher.json.SnapshotBuilder;
import org.jspecify.annotations.Nullable;

/** A launcher whose processes do what a test says. It writes down what it was asked. */
final class FakeLauncher implements Launcher {

    /** What happened. */
    public History history = new History(List.of(), Map.of());

    final List<String> asked = new ArrayList<>();
    final List<ProcessDescription> descriptions = new ArrayList<>();
    final Map<String, TargetPlan> targets = new LinkedHashMap<>();
    String target = "";
    final List<MachineSnapshot> machines = new ArrayList<>();
    final Map<String, ProcessSnapshot> snapshots = new LinkedHashMap<>();
    final Map<String, FakeOutput> outputs = new LinkedHashMap<>();
    final Map<String, CompletableFuture<String>> trees = new LinkedHashMap<>();
    final List<ProcessListener> listeners = new CopyOnWriteArrayList<>();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    CompletableFuture<MonitorSession> monitor = new CompletableFuture<>();
    CompletableFuture<Void> looked = CompletableFuture.completedFuture(null);

    CompletableFuture<Void> observed = CompletableFuture.completedFuture(null);
    Runnable onObserve = () -> {};

    /** What happens, in the test's thread, after the processes were read. */
    Runnable onLook = () -> {};

    Runnable onProcesses = () -> {};

    /** What happens, in the test's thread, between the beginning of a start or stop and the waiting for its outcome. */
    Runnable meanwhile = () -> {};
    /** Why requests with variants are refused; empty if they are not. */
    String refusal = "";

    FakeLauncher with(ProcessDescription process) {
        descriptions.add(process);
        return with(SnapshotBuilder.process(process.name()));
    }

    FakeLauncher with(SnapshotBuilder snapshot) {
        var built = snapshot.build();
        if (descriptions.stream().noneMatch(p -> p.name().equals(built.name()))) {
            descriptions.add(Samples.description(built.name()));
        }
        snapshots.put(built.name(), built);
        return this;
    }

    /** Show a process no more. */
    void forget(String name) {
        snapshots.remove(name);
        descriptions.removeIf(process -> process.name().equals(name));
    }

    /** Bring a process to a state, and tell the listeners. */
    void change(Instant at, SnapshotBuilder snapshot) {
        var after = snapshot.build();
        ProcessState before = snapshots.get(after.name()).state();
        snapshots.put(after.name(), after);
        listeners.forEach(listener -> listener.stateChanged(new ProcessEvent(at, before, after)));
    }

    @Override
    public List<String> targets() {
        return List.copyOf(targets.keySet());
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public TargetPlan planUp(String target) throws RequestException {
        TargetPlan plan = targets.get(target);
        if (plan == null) {
            throw new RequestException(List.of("no target '" + target + "'"));
        }
        return plan;
    }

    @Override
    public Run up(String target) {
        asked.add("up " + target);
        return run(Run.Kind.UP, List.of(target));
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
        return descriptions;
    }

    @Override
    public List<ProcessSnapshot> processes() {
        List<ProcessSnapshot> processes = List.copyOf(snapshots.values());
        onProcesses.run();
        return processes;
    }

    @Override
    public Optional<ProcessSnapshot> process(String name) {
        return Optional.ofNullable(snapshots.get(name));
    }

    @Override
    public List<MachineSnapshot> machines() {
        return machines;
    }

    @Override
    public CompletableFuture<Void> look(List<String> names) throws RequestException {
        asked.add("look " + names);
        onLook.run();
        for (String name : names) {
            requireKnown(name);
        }
        return looked;
    }

    @Override
    public CompletableFuture<Void> observe() {
        asked.add("observe");
        onObserve.run();
        return observed;
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
        for (String name : request.names()) {
            requireKnown(name);
        }
        return Samples.plan(descriptions.stream()
                .filter(process -> !process.name().equals("other"))
                .toArray(ProcessDescription[]::new));
    }

    @Override
    public Run start(StartRequest request) throws RequestException {
        asked.add("start " + request.names() + " " + request.variants() + " " + request.params());
        return begun(Run.Kind.START, request.names());
    }

    @Override
    public Run stop(StopRequest request) throws RequestException {
        asked.add("stop " + (request.all() ? "all" : request.names()) + (request.force() ? " by force" : ""));
        return begun(Run.Kind.STOP, request.names());
    }

    @Override
    public Run restart(StartRequest request) throws RequestException {
        asked.add("restart " + request.names() + " " + request.variants() + " " + request.params());
        if (!refusal.isEmpty()) {
            throw new RequestException(List.of(refusal));
        }
        return begun(Run.Kind.RESTART, request.names());
    }

    @Override
    public Run restart(List<String> names) throws RequestException {
        asked.add("restart " + names);
        return begun(Run.Kind.RESTART, names);
    }

    @Override
    public CompletableFuture<List<String>> tail(String name, int lines) {
        throw new UnsupportedOperationException("no command asks for this");
    }

    @Override
    public CompletableFuture<History> history(List<String> names, @Nullable Instant since) {
        asked.add("history " + names + " " + since);
        return CompletableFuture.completedFuture(history);
    }

    @Override
    public CompletableFuture<String> processTree(String name) {
        asked.add("processTree " + name);
        return trees.getOrDefault(name, CompletableFuture.completedFuture(""));
    }

    @Override
    public OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink)
            throws RequestException {
        asked.add("output " + name + " " + start.unit() + " " + start.value() + (follow ? " and follow" : ""));
        requireKnown(name);
        FakeOutput output = outputs.computeIfAbsent(name, n -> new FakeOutput());
        output.begin(name, sink);
        return output;
    }

    @Override
    public CompletableFuture<MonitorSession> monitor(boolean replace) {
        asked.add("monitor" + (replace ? " anew" : ""));
        return monitor;
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

    private Run begun(Run.Kind kind, List<String> names) throws RequestException {
        for (String name : names) {
            requireKnown(name);
        }
        return run(kind, names);
    }

    private Run run(Run.Kind kind, List<String> names) {
        meanwhile.run();
        return PlayedRun.begin(kind, asked.size(), session(), names, outcome, run -> {});
    }

    @Override
    public List<RunSnapshot> runs() {
        return List.of();
    }

    private void requireKnown(String name) throws RequestException {
        if (!snapshots.containsKey(name)) {
            throw new RequestException(List.of("no process '" + name + "'"));
        }
    }
}
