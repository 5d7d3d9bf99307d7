/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.log.LogReader;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.tmux.Notification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hold a launcher has of one machine: it connects when asked, hears of changes, and finds its way back when the
 * connection is lost. Lives on the {@link Loop}; only {@link #snapshot} may be called from elsewhere.
 */
public final class MachineLink {

    private static final Logger logger = LoggerFactory.getLogger(MachineLink.class);

    /** How long the processes of a machine are shown as they were when the connection was lost. */
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(1);

    /** A machine that is busy with the start of a whole robot may take long to look through all of its programs. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

    /** Hears what a link learns; called on the loop. */
    public interface Watcher {

        /** The machine answered: these are all of our panes there. */
        void panes(MachineLink link, Collection<PaneRecord> panes);

        /** A look without a connection has shown why these containers cannot be asked; all others that are in use can. */
        void containers(MachineLink link, Map<String, String> troubles);

        /** The connection is gone: what ran over it runs no more. A new attempt to connect is under way. */
        void lost(MachineLink link);

        /** The machine cannot be reached: nothing is known of its processes. */
        void unreachable(MachineLink link);
    }

    private final String machine;
    private final Connections connector;
    private final Loop loop;
    private final BlockingWork work;
    private final Watcher watcher;

    private final ParkedRequests parked;
    private final Attempts attempts;
    private final Containers containers;
    private final Logs logs;
    private final LastTold lastTold;
    private @Nullable Connection connection;
    private Orphans orphans = Orphans.none();
    private boolean kept;
    private boolean closed;
    private @Nullable PaneListing listing;
    private @Nullable Heartbeat heartbeat;
    private @Nullable Delay doubt;
    private @Nullable String containerRuntime;
    private volatile MachineSnapshot snapshot;

    /**
     * Create a link that is not connected.
     *
     * @param machine the machine as the launcher file names it
     * @param connector makes the connections
     * @param loop the thread this lives on
     * @param waiting runs what waits for machines
     * @param watcher hears what is learned
     */
    public MachineLink(String machine, Connections connector, Loop loop, Executor waiting, Watcher watcher) {
        this.machine = machine;
        this.connector = connector;
        this.loop = loop;
        this.work = new BlockingWork(machine, waiting);
        this.watcher = watcher;
        this.parked = new ParkedRequests(loop, connector.patience());
        this.attempts = new Attempts(machine, connector, this::heard, loop, work, new Attempted());
        this.logs = new Logs(loop, work);
        this.lastTold = new LastTold(loop);
        this.containers = new Containers(new Ground(), connector, loop, work, parked);
        this.snapshot = new MachineSnapshot(machine, null, MachineSnapshot.State.IDLE, null, null, null, "");
    }

    /** Return the machine as the launcher file names it. */
    public String machine() {
        return machine;
    }

    /** Return what is known of the machine; from any thread. */
    public MachineSnapshot snapshot() {
        return snapshot;
    }

    /** Return the tmux server, while connected. */
    public Optional<Panes> server() {
        return Optional.ofNullable(connection).map(open -> open.server());
    }

    /** Return the host, while connected. */
    public Optional<Host> host() {
        return Optional.ofNullable(connection).map(open -> open.host());
    }

    /** Return where the output of a process is captured; known once the machine was connected or looked at. */
    public Optional<String> logFile(String session, ProcessConfig process) {
        return lastTold.logFile(session, process);
    }

    /** Return what the machine told last besides its panes. */
    public LastTold lastTold() {
        return lastTold;
    }

    /** Have the machine tell its clock that counts from its boot, unless it has lately; completed on the loop in any case. */
    public CompletableFuture<Void> askUptime(Duration lately) {
        return connection == null
                ? CompletableFuture.completedFuture(null)
                : lastTold.askUptime(connection.agent(), lately);
    }

    /** Do the same for nobody who waits. */
    public void refreshUptime(Duration lately) {
        loop.listen(askUptime(lately), (told, failure) -> logger.trace("{}: its clock is told", machine));
    }

    /**
     * Hand over, once, what was seen to live on of a process though its pane is gone: the programs by run id. It is looked for when
     * the machine is connected to, and by each {@link #look} without a connection.
     */
    public Map<String, List<Long>> takeOrphans(ProcessKey key) {
        return orphans.take(key);
    }

    /** Find what lives on in a container of this machine, by run id: who connects to the machine may not see into it. */
    public CompletableFuture<Map<String, List<Long>>> orphansIn(Place container, ProcessKey key) {
        String ours = origin();
        return container
                .agent()
                .run("living_runs", LONGEST_LOOK)
                .thenApply(living -> Orphans.among(living.output(), ours).take(key));
    }

    /** Return what tells the programs that this machine's tmux server starts from those of others; while connected. */
    public String origin() {
        return connection == null ? "" : connection.origin();
    }

    /** Return the home folder of its user; while connected. */
    public Optional<String> home() {
        return Optional.ofNullable(connection).map(open -> open.facts().home());
    }

    /** Return whether it is to stay connected, for who looks on. */
    public boolean kept() {
        return kept;
    }

    /** Stay connected from now on, whatever happens. */
    public CompletableFuture<Void> keep() {
        kept = true;
        return connect();
    }

    /**
     * Return a future that is completed, on the loop, when the machine is connected or cannot be. A transport that is not
     * there is waited for, as it may be being exchanged.
     */
    public CompletableFuture<Void> connect() {
        loop.require();
        return connect(parked.deadlineNanos());
    }

    private CompletableFuture<Void> connect(long deadlineNanos) {
        if (connection != null) {
            return CompletableFuture.completedFuture(null);
        }
        if (closed) {
            return CompletableFuture.failedFuture(launcherClosed());
        }
        return loop.either(
                attempts.ask(),
                (connected, failure) -> failure == null
                        ? CompletableFuture.completedFuture(null)
                        : parked.retry(failure, deadlineNanos, () -> connect(deadlineNanos)));
    }

    private TransportException launcherClosed() {
        return new TransportException("Cannot reach " + machine + ": the launcher is closed");
    }

    /** There is a new transport: go on with what waits for one, and try at once to reach what is to stay connected. */
    public void retry() {
        parked.wake();
        if (kept) {
            attempts.begin();
        }
    }

    /** Return whether it is being connected to, so that more is known soon. */
    public boolean connecting() {
        return attempts.underWay();
    }

    private void connected(Connection made) {
        connection = made;
        orphans = made.orphans();
        lastTold.note(made);
        endDoubt();
        publish(MachineSnapshot.State.CONNECTED, "");
        loop.listen(made.tmuxLost(), (reason, failure) -> lost(made, "tmux", reason));
        loop.listen(made.agent().ended(), (reason, failure) -> lost(made, "the shell", reason));
        loop.listen(made.host().lost(), (reason, failure) -> lost(made, "the connection", reason));
        listing = new PaneListing(made.server(), loop, this::told);
        listing.tell(made.listing());
        heartbeat = new Heartbeat(made.server(), loop, () -> silent(made));
        heartbeat.begin();
        attempts.answer(null);
    }

    private void lost(Connection lost, String part, @Nullable String reason) {
        if (!lost.equals(connection)) {
            return;
        }
        logger.info("{}: lost {}: {}", machine, part, reason);
        tellWhenLeft(release());
        watcher.lost(this);
        // Whatever it was, one new attempt tells: a tmux server that has ended is back at once, a dead machine is not.
        // But of a machine that is elsewhere it may take a while to tell, and a transport may be back at once.
        beginDoubt("lost %s: %s".formatted(part, reason));
        attempts.begin();
    }

    /** Nothing has ended, and nothing is known: it may be stopped, or its machine so busy that it is as good as lost. */
    private void silent(Connection made) {
        String reason = "tmux on %s has not answered for %d s".formatted(machine, Heartbeat.PATIENCE.toSeconds());
        lost(made, "tmux", reason);
        endDoubt();
        publish(MachineSnapshot.State.UNREACHABLE, reason);
        watcher.unreachable(this);
    }

    private void beginDoubt(String loss) {
        endDoubt();
        doubt = loop.schedule(LONGEST_DOUBT, () -> {
            doubt = null;
            if (attempts.isTransportMissing()) {
                watcher.unreachable(this);
            } else if (attempts.underWay() && !machine.equals(Target.LOCAL)) {
                publish(MachineSnapshot.State.UNREACHABLE, loss);
                watcher.unreachable(this);
            }
        });
    }

    private void endDoubt() {
        if (doubt != null) {
            doubt.cancel();
            doubt = null;
        }
    }

    /** Note a pane that was just made, before tmux is asked again. */
    public void listSoon() {
        if (listing != null) {
            listing.listSoon();
        }
    }

    private void told(Listing told) {
        if (connection != null) {
            publish(MachineSnapshot.State.CONNECTED, "");
            orphans.dropShown(told.panes());
        }
        lastTold.note(told);
        watcher.panes(this, told.panes());
    }

    /** Remove a pane that nobody needs any more. */
    public void discard(String paneId) {
        server().ifPresent(server -> loop.listen(
                server.remove(paneId),
                (removed, failure) -> logger.debug("{}: {} is discarded", machine, paneId, failure)));
    }

    /** Have tmux find out, in a moment, what has ended; see {@link Panes#nudge}. */
    public void nudge() {
        if (listing != null) {
            listing.nudge();
        }
    }

    /** Called on the reading thread of the tmux client. */
    private void heard(Notification notification) {
        loop.tell(() -> {
            if (listing != null) {
                listing.heard(notification);
            }
        });
    }

    /** Look once, without staying connected; when connected, ask again. */
    public CompletableFuture<Void> look() {
        PaneListing current = listing;
        if (connection != null && current != null) {
            return loop.either(connection.server().list(), (told, failure) -> {
                if (told != null && listing == current) {
                    current.tell(told);
                }
                return CompletableFuture.completedFuture(null);
            });
        }
        return loop.either(work.begin(() -> connector.look(machine)), (seen, failure) -> {
            if (connection != null || attempts.underWay()) {
                // What comes of that tells more.
                return connect().exceptionally(unreachable -> null);
            }
            if (seen != null) {
                publish(MachineSnapshot.State.IDLE, "");
                orphans = seen.orphans();
                lastTold.note(seen);
                told(seen.listing());
                watcher.containers(this, seen.troubles());
            } else {
                publish(MachineSnapshot.State.UNREACHABLE, Loop.reason(failure));
                watcher.unreachable(this);
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Return where a process runs; opened at the first call. Ask for it only while connected. */
    public CompletableFuture<Place> place(@Nullable String container) {
        Connection current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new TransportException("Cannot reach machine " + machine));
        }
        if (container == null) {
            return CompletableFuture.completedFuture(
                    new Place(current.host(), current.agent(), current.facts().bash()));
        }
        CompletableFuture<Place> opened = containers.place(container);
        loop.listen(opened, (place, failure) -> {
            if (place != null) {
                containerRuntime = place.host().runtime().orElse(null);
                publish(snapshot.state(), snapshot.lastError());
            }
        });
        return opened;
    }

    /** Have a container that does not answer opened anew by whoever asks for it next. */
    public void leaveContainer(String name) {
        containers.leave(name);
    }

    /** Return what reads the logs there; opened at the first call. Ask for it only while connected. */
    public CompletableFuture<LogReader> logs() {
        Connection current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new TransportException("Cannot reach machine " + machine));
        }
        return logs.reader(current.host());
    }

    /** Let go of the machine for good, as nothing in the launcher file is there any more. */
    public void dismiss() {
        tellWhenLeft(close());
    }

    /** Let go of the machine for good; the future is completed when all that was open there is closed. */
    public CompletableFuture<Void> close() {
        closed = true;
        CompletableFuture<Void> released = release();
        attempts.answer(launcherClosed());
        parked.wake();
        return released;
    }

    private CompletableFuture<Void> release() {
        Connection open = connection;
        connection = null;
        if (heartbeat != null) {
            heartbeat.end();
            heartbeat = null;
        }
        if (listing != null) {
            listing.end();
            listing = null;
        }
        CompletableFuture<Void> left = CompletableFuture.allOf(containers.leaveAll(), logs.leave());
        return open == null ? left : CompletableFuture.allOf(left, work.close(CompletableFuture.completedFuture(open)));
    }

    private void tellWhenLeft(CompletableFuture<Void> closing) {
        loop.listen(closing, (left, failure) -> logger.debug("{}: the connection is closed", machine));
    }

    private void publish(MachineSnapshot.State state, String lastError) {
        String transport;
        try {
            transport = connector.transportName(machine);
        } catch (TransportException e) {
            transport = null;
        }
        String version = connection == null
                ? snapshot.tmuxVersion()
                : connection.facts().tmuxVersion().toString();
        snapshot = new MachineSnapshot(
                machine,
                transport,
                state,
                version,
                containerRuntime,
                connection == null ? null : (Long) connection.server().latencyMillis(),
                lastError);
    }

    /** Takes what comes of attempts to connect. */
    private final class Attempted implements Attempts.Listener {

        @Override
        public boolean isWanted() {
            return !closed && connection == null;
        }

        @Override
        public boolean isKept() {
            return kept && !closed;
        }

        @Override
        public void begun() {
            publish(MachineSnapshot.State.CONNECTING, snapshot.lastError());
        }

        @Override
        public void connected(Connection made) {
            MachineLink.this.connected(made);
        }

        @Override
        public void failed(TransportException why) {
            publish(MachineSnapshot.State.UNREACHABLE, String.valueOf(why.getMessage()));
            if (!attempts.isTransportMissing() || doubt == null) {
                watcher.unreachable(MachineLink.this);
            }
        }

        @Override
        public void late(Connection made) {
            tellWhenLeft(work.close(CompletableFuture.completedFuture(made)));
        }
    }

    /** This machine, as its containers see it. */
    private final class Ground implements Containers.Machine {

        @Override
        public String name() {
            return machine;
        }

        @Override
        public Optional<Host> host() {
            return MachineLink.this.host();
        }

        @Override
        public CompletableFuture<Void> connect() {
            return MachineLink.this.connect();
        }
    }
}
