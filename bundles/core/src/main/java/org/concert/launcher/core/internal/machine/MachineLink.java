/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.log.LogReader;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hold a launcher has of one machine: it connects when asked, hears of changes, and finds its way back when the
 * connection is lost. Lives on the {@link LauncherLoop}; only {@link #snapshot} may be called from elsewhere.
 */
public final class MachineLink {

    private static final Logger logger = LoggerFactory.getLogger(MachineLink.class);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    /** How long the processes of a machine are shown as they were when the connection was lost. */
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(1);

    /** A tmux server that is just ending lets clients in and drops them; the next attempt finds a new one. */
    private static final Duration QUICK_RETRY = Duration.ofMillis(100);

    private static final int QUICK_RETRIES = 5;

    /** How long tmux takes to find out how a pane ended, once it is nudged; see {@link TmuxServer#nudge}. */
    private static final Duration END_UNKNOWN = Duration.ofMillis(20);

    private static final Duration BEFORE_NUDGE = Duration.ofMillis(10);

    /** Hears what a link learns; called on the loop. */
    public interface Watcher {

        /** The machine answered: these are all of our panes there. */
        void panes(MachineLink link, Collection<PaneRecord> panes);

        /** The connection is gone: what ran over it runs no more. A new attempt to connect is under way. */
        void lost(MachineLink link);

        /** The machine cannot be reached: nothing is known of its processes. */
        void unreachable(MachineLink link);
    }

    private final String machine;
    private final Connector connector;
    private final LauncherLoop loop;
    private final ExecutorService waiting;
    private final Watcher watcher;

    private final List<CompletableFuture<Void>> askers = new ArrayList<>();
    private final Map<String, CompletableFuture<Place>> containers = new HashMap<>();
    private @Nullable CompletableFuture<LogReader> logs;
    private @Nullable Connection connection;
    private boolean connecting;
    private boolean kept;
    private boolean closed;
    private boolean listing;
    private boolean listAgain;
    private boolean nudging;
    private Duration retryDelay = FIRST_RETRY;
    private int quickRetries = QUICK_RETRIES;
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
    public MachineLink(
            String machine, Connector connector, LauncherLoop loop, ExecutorService waiting, Watcher watcher) {
        this.machine = machine;
        this.connector = connector;
        this.loop = loop;
        this.waiting = waiting;
        this.watcher = watcher;
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
    public Optional<TmuxServer> server() {
        return Optional.ofNullable(connection).map(open -> open.server);
    }

    /** Return the host, while connected. */
    public Optional<Host> host() {
        return Optional.ofNullable(connection).map(open -> open.host);
    }

    /** Return where the output of a process is captured; while connected. */
    public Optional<String> logFile(String session, String process) {
        return Optional.ofNullable(connection).map(open -> open.facts.logFile(session, process));
    }

    /** Return the run ids of programs that live on though their pane is gone, as far as was seen at the connection. */
    public List<String> orphans(ProcessKey key) {
        return connection == null ? List.of() : connection.orphans.of(key);
    }

    /** Return what tells the programs that this machine's tmux server starts from those of others; while connected. */
    public String origin() {
        return connection == null ? "" : connection.origin;
    }

    /** Take note that they are gone. */
    public void forgetOrphans(ProcessKey key) {
        loop.execute(() -> {
            if (connection != null) {
                connection.orphans.drop(key);
            }
        });
    }

    /** Return the home folder of the machine's user; while connected. */
    public Optional<String> home() {
        return Optional.ofNullable(connection).map(open -> open.facts.home());
    }

    /** Stay connected from now on, whatever happens. */
    public CompletableFuture<Void> keep() {
        kept = true;
        return connect();
    }

    /** Return a future that is completed, on the loop, when the machine is connected or cannot be. */
    public CompletableFuture<Void> connect() {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        if (connection != null) {
            connected.complete(null);
        } else if (closed) {
            connected.completeExceptionally(
                    new TransportException("Cannot reach " + machine + ": the launcher is closed"));
        } else {
            askers.add(connected);
            attempt();
        }
        return connected;
    }

    /** Try at once to reach a machine that is to stay connected and is not: there may be a way now. */
    public void retry() {
        if (kept) {
            attempt();
        }
    }

    private void attempt() {
        if (connecting || closed || connection != null) {
            return;
        }
        connecting = true;
        publish(MachineSnapshot.State.CONNECTING, snapshot.lastError());
        loop.then(onWaitingThread(() -> connector.connect(machine, this::heard)), this::attempted);
    }

    private void attempted(@Nullable Connection made, @Nullable Throwable failure) {
        connecting = false;
        if (made == null && failure != null && failure.getCause() instanceof TmuxException && quickRetries > 0) {
            quickRetries--;
            loop.after(QUICK_RETRY, this::attempt);
        } else if (made == null) {
            failed(String.valueOf(failure == null ? "no reason" : failure.getMessage()));
        } else if (closed) {
            tellWhenLeft(closeWhenOpen(CompletableFuture.completedFuture(made)));
        } else {
            connected(made);
        }
    }

    private void connected(Connection made) {
        connection = made;
        retryDelay = FIRST_RETRY;
        quickRetries = QUICK_RETRIES;
        publish(MachineSnapshot.State.CONNECTED, "");
        loop.then(made.client.ended(), (reason, failure) -> lost(made, "tmux", reason));
        loop.then(made.agent.ended(), (reason, failure) -> lost(made, "the shell", reason));
        loop.then(made.host.lost(), (reason, failure) -> lost(made, "the connection", reason));
        told(made.panes);
        answerAskers(null);
    }

    private void failed(String reason) {
        quickRetries = QUICK_RETRIES;
        publish(MachineSnapshot.State.UNREACHABLE, reason);
        watcher.unreachable(this);
        answerAskers(new TransportException(reason));
        if (kept && !closed) {
            logger.warn("{}; next try in {} ms", reason, retryDelay.toMillis());
            loop.after(retryDelay, this::attempt);
            Duration doubled = retryDelay.multipliedBy(2);
            retryDelay = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
        }
    }

    private void answerAskers(@Nullable TransportException failure) {
        List<CompletableFuture<Void>> answered = List.copyOf(askers);
        askers.clear();
        for (CompletableFuture<Void> asker : answered) {
            if (failure == null) {
                asker.complete(null);
            } else {
                asker.completeExceptionally(failure);
            }
        }
    }

    private void lost(Connection lost, String part, @Nullable String reason) {
        if (connection != lost) {
            return;
        }
        logger.info("{}: lost {}: {}", machine, part, reason);
        tellWhenLeft(release());
        watcher.lost(this);
        // Whatever it was, one new attempt tells: a tmux server that has ended is back at once, a dead machine is not.
        // But
        // of a machine that is elsewhere it may take a while to tell.
        attempt();
        if (!machine.equals(Target.LOCAL)) {
            loop.after(LONGEST_DOUBT, () -> {
                if (connecting && connection == null) {
                    publish(MachineSnapshot.State.UNREACHABLE, "lost %s: %s".formatted(part, reason));
                    watcher.unreachable(this);
                }
            });
        }
    }

    /** Note a pane that was just made, before tmux is asked again. */
    public void listSoon() {
        if (listing) {
            listAgain = true;
            return;
        }
        Connection current = connection;
        if (current == null) {
            return;
        }
        listing = true;
        loop.then(current.server.list(), (panes, failure) -> {
            listing = false;
            if (panes != null && connection == current) {
                publish(MachineSnapshot.State.CONNECTED, "");
                told(panes);
            }
            if (listAgain) {
                listAgain = false;
                listSoon();
            }
        });
    }

    private void told(Collection<PaneRecord> panes) {
        if (connection != null) {
            connection.orphans.dropShown(panes);
        }
        watcher.panes(this, panes);
        if (panes.stream().anyMatch(pane -> pane.dead() && pane.exit() == null)) {
            nudge();
            loop.after(END_UNKNOWN, this::listSoon);
        }
    }

    /** Have tmux find out, in a moment, what has ended; see {@link TmuxServer#nudge}. One nudge does for all. */
    public void nudge() {
        if (nudging) {
            return;
        }
        nudging = true;
        loop.after(BEFORE_NUDGE, () -> {
            nudging = false;
            server().ifPresent(server -> loop.then(server.nudge(), (done, failure) -> {
                if (failure != null) {
                    logger.debug("{}: tmux not nudged", machine, failure);
                }
            }));
        });
    }

    /** Called on the reading thread of the tmux client. */
    private void heard(Notification notification) {
        switch (notification.name()) {
            case "window-renamed", "subscription-changed", "unlinked-window-close", "window-close" ->
                loop.execute(this::listSoon);
            default -> logger.trace("{}: {}", machine, notification);
        }
    }

    /** Look once, without staying connected; when connected, ask again. */
    public CompletableFuture<Void> look() {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        if (connection != null) {
            loop.then(connection.server.list(), (panes, failure) -> {
                if (panes != null) {
                    told(panes);
                }
                looked.complete(null);
            });
            return looked;
        }
        loop.then(onWaitingThread(() -> connector.look(machine)), (panes, failure) -> {
            if (connection != null || connecting) {
                logger.debug("{}: connected meanwhile, which tells more", machine);
            } else if (panes != null) {
                publish(MachineSnapshot.State.IDLE, "");
                watcher.panes(this, panes);
            } else {
                publish(
                        MachineSnapshot.State.UNREACHABLE,
                        String.valueOf(failure == null ? "no reason" : failure.getMessage()));
                watcher.unreachable(this);
            }
            looked.complete(null);
        });
        return looked;
    }

    /** Return where a process runs; opened at the first call. Ask for it only while connected. */
    public CompletableFuture<Place> place(@Nullable String container) {
        Connection current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new TransportException("Cannot reach machine " + machine));
        }
        if (container == null) {
            return CompletableFuture.completedFuture(new Place(current.host, current.agent, current.facts.bash()));
        }
        return containers.computeIfAbsent(container, name -> {
            CompletableFuture<Place> opened =
                    onWaitingThread(() -> connector.openContainer(current, new Target(machine, name)));
            loop.then(opened, (place, failure) -> {
                if (place == null) {
                    containers.remove(name, opened);
                } else {
                    containerRuntime = place.host().runtime().orElse(null);
                    publish(snapshot.state(), snapshot.lastError());
                    loop.then(place.host().lost(), (reason, error) -> containers.remove(name, opened));
                    loop.then(place.agent().ended(), (reason, error) -> leave(name, opened));
                }
            });
            return opened;
        });
    }

    /** A container that has stopped ends what reads in it, and may be another one the next time. */
    private void leave(String container, CompletableFuture<Place> opened) {
        if (containers.remove(container, opened)) {
            tellWhenLeft(closeWhenOpen(opened.thenApply(Place::host)));
        }
    }

    /** Return what reads the logs there; opened at the first call. Ask for it only while connected. */
    public CompletableFuture<LogReader> logs() {
        Connection current = connection;
        if (current == null) {
            return CompletableFuture.failedFuture(new TransportException("Cannot reach machine " + machine));
        }
        CompletableFuture<LogReader> present = logs;
        if (present != null) {
            return present;
        }
        CompletableFuture<LogReader> opened = onWaitingThread(() -> LogReader.open(current.host));
        logs = opened;
        loop.then(opened, (reader, failure) -> {
            if (logs != opened) {
                logger.debug("{}: the reader of logs came too late, and is closed", machine);
            } else if (reader == null) {
                logs = null;
            } else {
                loop.then(reader.ended(), (reason, error) -> logs = logs == opened ? null : logs);
            }
        });
        return opened;
    }

    /** Let go of the machine for good, as nothing in the launcher file is there any more. */
    public void dismiss() {
        tellWhenLeft(close());
    }

    /** Let go of the machine for good; the future is completed when all that was open there is closed. */
    public CompletableFuture<Void> close() {
        closed = true;
        CompletableFuture<Void> released = release();
        answerAskers(new TransportException("Cannot reach " + machine + ": the launcher is closed"));
        return released;
    }

    private CompletableFuture<Void> release() {
        Connection open = connection;
        connection = null;
        listing = false;
        listAgain = false;
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        for (CompletableFuture<Place> container : List.copyOf(containers.values())) {
            closing.add(closeWhenOpen(container.thenApply(Place::host)));
        }
        containers.clear();
        if (logs != null) {
            closing.add(closeWhenOpen(logs));
            logs = null;
        }
        if (open != null) {
            closing.add(closeWhenOpen(CompletableFuture.completedFuture(open)));
        }
        return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new));
    }

    private void tellWhenLeft(CompletableFuture<Void> closing) {
        loop.then(closing, (left, failure) -> logger.debug("{}: the connection is closed", machine));
    }

    /** To say good-bye to a machine that answers no more may take a while. */
    private CompletableFuture<Void> closeWhenOpen(CompletableFuture<? extends AutoCloseable> opened) {
        return opened.handleAsync(
                (open, failure) -> {
                    try {
                        if (open != null) {
                            open.close();
                        }
                    } catch (Exception e) {
                        logger.debug("{}: cannot be left properly", machine, e);
                    }
                    return null;
                },
                waiting);
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
                : connection.facts.tmuxVersion().toString();
        snapshot = new MachineSnapshot(
                machine,
                transport,
                state,
                version,
                containerRuntime,
                connection == null ? null : (Long) connection.server.latencyMillis(),
                lastError);
    }

    private interface Waiting<T> {
        T get() throws TransportException, InterruptedException;
    }

    private <T> CompletableFuture<T> onWaitingThread(Waiting<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.execute(() -> {
            try {
                result.complete(work.get());
            } catch (TransportException | RuntimeException e) {
                result.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.completeExceptionally(new TransportException("Cannot reach " + machine + ": interrupted", e));
            }
        });
        return result;
    }
}
