/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.machine.Connector;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.machine.Transports;
import org.concert.launcher.core.internal.output.ProcessOutput;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.ProcessStart;
import org.concert.launcher.core.internal.process.ProcessStops;
import org.concert.launcher.core.internal.process.Readiness;
import org.concert.launcher.core.internal.resources.ResourceWatch;
import org.concert.launcher.core.internal.process.RestartWatch;
import org.concert.launcher.core.internal.run.Processes;
import org.concert.launcher.core.internal.run.RestartRun;
import org.concert.launcher.core.internal.run.StartRun;
import org.concert.launcher.core.internal.run.StopRun;

/**
 * The launcher of one launcher file: hands wishes to the loop, and what is learned of machines to the processes. What it
 * answers at once is read from immutable snapshots.
 */
public final class ConcertLauncher implements Launcher {

    private final LauncherConfig config;
    private final List<ProcessDescription> descriptions;
    private final LauncherLoop loop;
    private final ExecutorService waiting = Executors.newCachedThreadPool(new WaitingThreads());
    private final ProcessBoard board;

    /** What callers wait for; nobody may wait for ever. */
    private final Set<CompletableFuture<?>> promises = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<String, MachineLink> links = new LinkedHashMap<>();
    private final Processes processes;
    private final Adoption adoption;
    private final ResourceWatch resources;
    private final RestartWatch restarts;

    /**
     * Create a launcher; it does not reach for any machine before it is asked to.
     *
     * @param config the launcher file
     * @param transports how machines are reached; they may come and go
     * @param clock gives the times that people see
     */
    public ConcertLauncher(LauncherConfig config, Transports transports, Clock clock) {
        this.config = config;
        this.descriptions = ProcessDescriptions.of(config);
        this.loop = new LauncherLoop(config.session());
        this.board = new ProcessBoard(clock);
        Connector connector = new Connector(transports, config.tmuxSocket(), loop.timer());
        Readiness readiness = new Readiness(loop, clock, this::folder);
        Map<String, ProcessEntry> entries = new LinkedHashMap<>();
        this.adoption = new Adoption(config, readiness);
        ProcessStart start = new ProcessStart(loop, clock, this::folder);
        this.restarts = new RestartWatch(loop, config, start, readiness);
        MachineLink.Watcher watcher = new MachineWatcher(entries.values(), readiness, adoption, restarts);
        for (ProcessConfig process : config.processes().values()) {
            MachineLink link = links.computeIfAbsent(
                    process.machine(), machine -> new MachineLink(machine, connector, loop, waiting, watcher));
            entries.put(process.name(), new ProcessEntry(process, link, board, loop, clock));
        }
        this.processes =
                new Processes(entries, config.dependencies(), start, new ProcessStops(loop, clock), readiness, loop);
        this.resources = new ResourceWatch(entries.values(), loop);
    }

    /** On this machine a process starts beside its launcher file, elsewhere in the home folder, as after a login. */
    private String folder(ProcessEntry entry) {
        if (entry.config().isLocal() && entry.config().container() == null) {
            Path parent = config.file().toAbsolutePath().normalize().getParent();
            return parent == null ? "/" : parent.toString();
        }
        return entry.link().home().orElse("/");
    }

    @Override
    public Path file() {
        return config.file();
    }

    @Override
    public String session() {
        return config.session();
    }

    @Override
    public List<String> warnings() {
        return config.warnings().stream().map(Object::toString).toList();
    }

    @Override
    public List<ProcessDescription> descriptions() {
        return descriptions;
    }

    @Override
    public List<ProcessSnapshot> processes() {
        return config.processes().keySet().stream()
                .flatMap(name -> board.read(name).stream())
                .toList();
    }

    @Override
    public Optional<ProcessSnapshot> process(String name) {
        return board.read(name);
    }

    @Override
    public List<MachineSnapshot> machines() {
        return links.values().stream().map(MachineLink::snapshot).toList();
    }

    @Override
    public CompletableFuture<Void> look(List<String> names) throws RequestException {
        requireKnown(names);
        return onEachLink(links(names), MachineLink::look);
    }

    @Override
    public CompletableFuture<Void> observe() {
        return onLoop(() -> {
            adoption.begin();
            resources.begin();
            return allOf(links.values().stream().map(link -> link.keep().exceptionally(failure -> null)));
        });
    }

    @Override
    public CompletableFuture<Void> supervise() {
        loop.execute(() -> {
            restarts.begin();
            links.values().forEach(MachineLink::listSoon);
        });
        return observe();
    }

    @Override
    public LaunchPlan plan(StartRequest request) throws RequestException {
        return LaunchPlanner.plan(config, request);
    }

    @Override
    public CompletableFuture<Outcome> start(StartRequest request) throws RequestException {
        Map<String, LaunchStep> steps = new LinkedHashMap<>();
        LaunchPlanner.plan(config, request).steps().forEach(step -> steps.put(step.name(), step));
        CompletableFuture<Outcome> outcome = promise();
        StartRun run = new StartRun(processes, steps, outcome);
        loop.execute(() -> run.begin(request.names()));
        loop.then(outcome, (done, failure) -> {
            if (outcome.isCancelled()) {
                run.cancel();
            }
        });
        return outcome;
    }

    @Override
    public CompletableFuture<Outcome> stop(StopRequest request) throws RequestException {
        requireKnown(request.names());
        return onLoop(() -> new StopRun(processes, request.force()).begin(request.names()));
    }

    @Override
    public CompletableFuture<Outcome> restart(List<String> names) throws RequestException {
        requireKnown(names);
        return onLoop(() -> new RestartRun(processes, config).begin(names));
    }

    @Override
    public CompletableFuture<List<String>> tail(String name, int lines) throws RequestException {
        requireKnown(List.of(name));
        return onLoop(() -> new ProcessOutput(processes.entry(name), loop, waiting).tail(lines));
    }

    @Override
    public CompletableFuture<String> processTree(String name) throws RequestException {
        requireKnown(List.of(name));
        return onLoop(() -> new ProcessOutput(processes.entry(name), loop, waiting).processTree());
    }

    @Override
    public OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink)
            throws RequestException {
        requireKnown(List.of(name));
        return new ProcessOutput(processes.entry(name), loop, waiting).follow(start, follow, sink);
    }

    @Override
    public Registration listen(ProcessListener listener) {
        return board.listen(listener);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        onLoop(() -> {
                    links.values().forEach(MachineLink::close);
                    return CompletableFuture.completedFuture(null);
                })
                .join();
        loop.close();
        waiting.shutdownNow();
        for (CompletableFuture<?> promise : Set.copyOf(promises)) {
            promise.completeExceptionally(new CancellationException("The launcher was closed"));
        }
    }

    private void requireKnown(List<String> names) throws RequestException {
        List<String> complaints = names.stream()
                .filter(name -> !config.processes().containsKey(name))
                .map(name -> "no process '" + name + "'"
                        + NearestName.hint(name, config.processes().keySet()))
                .toList();
        if (!complaints.isEmpty()) {
            throw new RequestException(complaints);
        }
    }

    private Collection<MachineLink> links(List<String> names) {
        Set<MachineLink> wanted = new LinkedHashSet<>();
        (names.isEmpty() ? processes.entries().keySet() : names)
                .forEach(name -> wanted.add(processes.entry(name).link()));
        return wanted;
    }

    private interface LinkAction {
        CompletableFuture<Void> on(MachineLink link);
    }

    private CompletableFuture<Void> onEachLink(Collection<MachineLink> chosen, LinkAction action) {
        return onLoop(() -> allOf(chosen.stream().map(action::on)));
    }

    private static CompletableFuture<Void> allOf(Stream<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private <T> CompletableFuture<T> promise() {
        CompletableFuture<T> promise = new CompletableFuture<>();
        promises.add(promise);
        CompletionStage<T> kept = promise;
        kept.whenComplete((value, failure) -> promises.removeIf(each -> each == promise));
        return promise;
    }

    private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> result = promise();
        loop.execute(() -> {
            CompletionStage<T> begun = work.get();
            begun.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        });
        return result;
    }

    /** Threads that wait for machines: as many as there are machines being connected to at once. */
    private static final class WaitingThreads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "concert-waiting-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
