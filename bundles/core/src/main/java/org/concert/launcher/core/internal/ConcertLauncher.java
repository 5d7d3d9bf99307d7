/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.concert.launcher.api.History;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.loop.LoopThread;
import org.concert.launcher.core.internal.loop.Promises;
import org.concert.launcher.core.internal.machine.Connections;
import org.concert.launcher.core.internal.machine.Connector;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.machine.Transports;
import org.concert.launcher.core.internal.monitor.Monitoring;
import org.concert.launcher.core.internal.output.ProcessHistory;
import org.concert.launcher.core.internal.output.ProcessOutput;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ContainerWatch;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.concert.launcher.core.internal.process.ProcessContext;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.RestartDuty;
import org.concert.launcher.core.internal.process.StartFolders;
import org.concert.launcher.core.internal.resources.ResourceWatch;
import org.concert.launcher.core.internal.run.Engagements;
import org.concert.launcher.core.internal.run.Processes;
import org.concert.launcher.core.internal.run.Requests;
import org.concert.launcher.core.internal.run.Runs;
import org.concert.launcher.core.internal.window.FileMark;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands wishes to the loop, and what is learned of machines to the processes. What it answers at once is read from snapshots. */
public final class ConcertLauncher implements Launcher {

    private static final Logger logger = LoggerFactory.getLogger(ConcertLauncher.class);

    /** Machines that answer no more are left without a good-bye. */
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(2);

    private final Threads threads;
    private final Loop loop;
    private final ProcessBoard board;
    private final Promises promises;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Roster roster;
    private final Strays strays;
    private final ContainerWatch containers;
    private final MachineWatcher watcher;
    private final Reloads reloads;
    private final Adoption adoption;
    private final ResourceWatch resources;
    private final RestartDuty duty;
    private final Registration newTransports;
    private final Requests runs;

    /** Whether every machine is to stay connected; used on the loop. */
    private boolean observing;

    /**
     * Create a launcher; it does not reach for any machine before it is asked to.
     *
     * @param config the launcher file
     * @param transports how machines are reached; they may come and go
     * @param clock gives the times that people see
     */
    public ConcertLauncher(LauncherConfig config, Transports transports, Clock clock) {
        this(config, new LoopThread(config.session()), transports, clock);
    }

    private ConcertLauncher(LauncherConfig config, LoopThread loop, Transports transports, Clock clock) {
        this(
                config,
                FileMark.of(config.file()),
                Threads.of(loop),
                new Connector(transports, config.tmuxSocket(), loop.timer()),
                clock);
    }

    /** Create a launcher of this file that runs on these threads, and reaches machines by these connections. */
    ConcertLauncher(LauncherConfig config, FileMark file, Threads threads, Connections connections, Clock clock) {
        this.threads = threads;
        this.loop = threads.loop();
        this.promises = new Promises(loop);
        this.board = new ProcessBoard(clock);
        this.adoption = new Adoption(this::config);
        this.duty = new RestartDuty(loop, this::config);
        ProcessContext context = ProcessContext.of(file, new StartFolders(this::file), loop, clock, board, duty);
        this.containers = new ContainerWatch(() -> shown().entries().values(), loop);
        this.strays = new Strays(file);
        Engagements engagements = new Engagements(this::released);
        RosterPlaces places =
                new RosterPlaces(this::roster, () -> loop.tell(() -> board.tell(ProcessListener::processesChanged)));
        Processes processes = places.processes(board, strays, engagements, loop);
        this.runs = new Requests(processes, board, new Runs(this::session, board, clock, loop, promises));
        board.listen(new Dependants(duty, this::shown, runs, this::config));
        Wishes wishes = new Wishes(duty, this::shown, runs, this::config, loop);
        board.listen(wishes);
        this.watcher = new MachineWatcher(
                () -> shown().all(),
                duty,
                List.of(
                        new Definitions(this::config, name -> shown().places(name), file)::consider,
                        adoption::consider,
                        containers::consider,
                        wishes::consider),
                places::choose,
                this::settle,
                (link, panes) -> {
                    strays.see(link, panes);
                    return takeStrays();
                });
        this.roster = new Roster(
                config, new EntryMaker(connections, threads.waiting(), watcher, context), engagements::contains);
        this.reloads = new Reloads(loop, threads.waiting(), roster, board, this::changed);
        this.newTransports = connections.onTransport(
                () -> loop.tell(() -> shown().links().values().forEach(MachineLink::retry)));
        this.resources = new ResourceWatch(() -> shown().entries().values(), loop);
    }

    private Roster roster() {
        return roster;
    }

    private Roster.Shown shown() {
        return roster.shown();
    }

    private LauncherConfig config() {
        return shown().config();
    }

    /** Let go of processes that were there only for as long as they ran. */
    private void settle() {
        if (roster.settle()) {
            changed();
        }
        runs.consider(config(), duty.isActive());
    }

    /** What a start or stop was under way for may be where the file does not have it. */
    private void released() {
        settle();
        takeStrays().forEach(watcher::tell);
    }

    /** Show what runs and is not in the file, for as long as it does; return it with its panes. */
    private Map<ProcessEntry, PaneRecord> takeStrays() {
        Map<ProcessEntry, PaneRecord> taken = roster.take(strays.of(shown()));
        strays.forget(shown());
        if (!taken.isEmpty()) {
            logger.info(
                    "{}: {} run, but are not in it, or elsewhere by it",
                    file(),
                    taken.values().stream().map(PaneRecord::key).toList());
            loop.tell(() -> board.tell(ProcessListener::processesChanged));
        }
        return taken;
    }

    /** Have new processes looked for, and listeners know. */
    private void changed() {
        shown().links().values().forEach(link -> {
            link.listSoon();
            if (observing) {
                loop.listen(
                        link.keep(),
                        (kept, failure) -> logger.debug("{}: the first attempt is over", link.machine(), failure));
            }
        });
        board.tell(ProcessListener::processesChanged);
    }

    @Override
    public Path file() {
        return config().file();
    }

    @Override
    public String session() {
        return config().session();
    }

    @Override
    public List<String> warnings() {
        return config().warnings().stream().map(Object::toString).toList();
    }

    @Override
    public List<ProcessDescription> descriptions() {
        return shown().descriptions();
    }

    @Override
    public List<ProcessSnapshot> processes() {
        return shown().entries().keySet().stream()
                .flatMap(name -> board.read(name).stream())
                .toList();
    }

    @Override
    public Optional<ProcessSnapshot> process(String name) {
        return board.read(name);
    }

    @Override
    public List<MachineSnapshot> machines() {
        return shown().links().values().stream().map(MachineLink::snapshot).toList();
    }

    @Override
    public CompletableFuture<Void> look(List<String> names) throws RequestException {
        requireKnown(names);
        return promises.onLoop(() ->
                allOf(entries(names).stream().map(ProcessEntry::link).distinct().map(MachineLink::look)));
    }

    @Override
    public CompletableFuture<Void> observe() {
        return promises.onLoop(() -> {
            adoption.begin();
            resources.begin();
            containers.begin();
            observing = true;
            return allOf(
                    shown().links().values().stream().map(link -> link.keep().exceptionally(failure -> null)));
        });
    }

    @Override
    public CompletableFuture<Void> supervise() {
        loop.tell(() -> {
            duty.begin();
            shown().links().values().forEach(MachineLink::listSoon);
        });
        return observe();
    }

    @Override
    public LaunchPlan plan(StartRequest request) throws RequestException {
        return LaunchPlanner.plan(config(), request);
    }

    @Override
    public Run start(StartRequest request) throws RequestException {
        return runs.start(request, config());
    }

    @Override
    public Run stop(StopRequest request) throws RequestException {
        requireKnown(request.names());
        return runs.stop(request);
    }

    @Override
    public Run restart(List<String> names) throws RequestException {
        requireKnown(names);
        return runs.restart(names, config());
    }

    @Override
    public Run restart(StartRequest request) throws RequestException {
        return runs.restart(request, config());
    }

    @Override
    public List<String> targets() {
        return List.copyOf(config().targets().keySet());
    }

    @Override
    public String target() {
        return runs.target(config());
    }

    @Override
    public TargetPlan planUp(String target) throws RequestException {
        return runs.planUp(target, config());
    }

    @Override
    public Run up(String target) throws RequestException {
        return runs.up(target, config());
    }

    @Override
    public List<RunSnapshot> runs() {
        return runs.all();
    }

    @Override
    public CompletableFuture<List<String>> tail(String name, int lines) throws RequestException {
        ProcessOutput output = output(name);
        return promises.onLoop(() -> output.tail(lines));
    }

    @Override
    public CompletableFuture<String> processTree(String name) throws RequestException {
        return promises.onLoop(output(name)::processTree);
    }

    @Override
    public OutputSubscription output(String name, OutputStart start, boolean follow, OutputSink sink)
            throws RequestException {
        OutputSubscription output = output(name).follow(start, follow, sink);
        promises.include(output.ended());
        return output;
    }

    @Override
    public CompletableFuture<History> history(List<String> names, @Nullable Instant since) throws RequestException {
        requireKnown(names);
        return promises.onLoop(() -> new ProcessHistory(loop).of(entries(names), since));
    }

    private ProcessOutput output(String name) throws RequestException {
        return new ProcessOutput(KnownNames.find(name, shown().entries()), loop, threads.waiting());
    }

    @Override
    public CompletableFuture<Void> reload() {
        return promises.onLoop(reloads::reload);
    }

    @Override
    public String configError() {
        return reloads.error();
    }

    @Override
    public CompletableFuture<MonitorSession> monitor(boolean replace) {
        return promises.onLoop(() -> new Monitoring(
                        () -> shown().entries().values(), session(), config().tmuxSocket(), roster.local(), loop)
                .show(replace));
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
        leave().completeOnTimeout(null, LONGEST_CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        threads.end().run();
        promises.breakAll();
    }

    /** Let go of all machines. */
    CompletableFuture<Void> leave() {
        newTransports.close();
        return promises.onLoop(() -> allOf(shown().links().values().stream().map(MachineLink::close)));
    }

    private void requireKnown(List<String> names) throws RequestException {
        KnownNames.require(names, shown().entries().keySet());
    }

    private List<ProcessEntry> entries(List<String> names) {
        return shown().all().stream()
                .filter(entry -> names.isEmpty() || names.contains(entry.name()))
                .toList();
    }

    private static CompletableFuture<Void> allOf(Stream<CompletableFuture<Void>> futures) {
        return Loop.all(futures.toList());
    }
}
