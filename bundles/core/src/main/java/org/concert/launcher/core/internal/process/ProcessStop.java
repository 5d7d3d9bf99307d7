/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops one run of a process: its stop signal as a key typed in its window would give it, then SIGTERM, then SIGKILL to
 * everything that belongs to it, each after the stop timeout. It is over when nothing of it is left. Lives on the loop.
 */
final class ProcessStop {

    private static final Logger logger = LoggerFactory.getLogger(ProcessStop.class);

    /** SIGKILL needs no cooperation: what lives longer cannot be killed by this user, or hangs in the kernel. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    /** Children that got the stop signal may need a moment longer than their parent. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Programs that end at once on a signal should be seen to. */
    private static final List<Duration> NUDGES =
            List.of(Duration.ofMillis(30), Duration.ofMillis(100), Duration.ofMillis(300));

    private final ProcessEntry entry;
    private final PaneRecord pane;
    private final TmuxServer server;
    private final Members members;
    private final LauncherLoop loop;
    private final Clock clock;
    private final CompletableFuture<ProcessOutcome> result;
    private final Consumer<String> vanished;
    private final boolean awaitedRestart;
    private final long beganNanos = System.nanoTime();

    private ProcessTree known = ProcessTree.EMPTY;
    private String used = "";

    /**
     * Create a stop.
     *
     * @param members finds programs where it runs
     * @param pane what is to be stopped; if it is dead, what it has left behind, and its restart
     * @param result is completed on the loop, unless {@code vanished} is called
     * @param vanished hears, with the words of tmux, that this pane is not there any more
     */
    ProcessStop(
            ProcessEntry entry,
            PaneRecord pane,
            TmuxServer server,
            Members members,
            LauncherLoop loop,
            Clock clock,
            CompletableFuture<ProcessOutcome> result,
            Consumer<String> vanished) {
        this.entry = entry;
        this.pane = pane;
        this.server = server;
        this.members = members;
        this.loop = loop;
        this.clock = clock;
        this.result = result;
        this.vanished = vanished;
        this.awaitedRestart = entry.state() == ProcessState.BACKOFF;
    }

    /** Begin; the result is completed on the loop. */
    void begin(boolean force) {
        boolean asked = pane.stopMillis() > 0;
        // Of a dead one too: with this mark nobody restarts it any more.
        loop.then(server.markStop(pane.paneId(), clock.millis()), (marked, failure) -> {
            if (failure instanceof TmuxException refused && refused.kind() == TmuxException.Kind.COMMAND_FAILED) {
                vanished.accept(String.valueOf(refused.getMessage()));
            } else if (failure != null) {
                fail("Cannot stop: " + failure.getMessage());
            } else if (!pane.alive()) {
                sweep();
            } else if (force) {
                killAll();
            } else if (asked) {
                // Another launcher has sent the first signal: some programs take a second one as a wish to end at once.
                awaitDeath(this::terminate);
            } else {
                interrupt();
            }
        });
    }

    private void interrupt() {
        String signal =
                entry.config().forceSigquit() ? "SIGQUIT" : entry.config().stopSignal();
        used = signal;
        then(members.find(wanted()), found -> {
            known = found;
            if (!alive()) {
                sweep();
            } else if (found.isEmpty() && inContainer() && System.nanoTime() - beganNanos < stopNanos()) {
                // The client of docker exec lives before the program in the container does, and after it.
                loop.after(BETWEEN_LOOKS, this::interrupt);
            } else {
                then(members.signalForeground(name(signal), root()), sent -> awaitDeath(this::terminate));
            }
        });
    }

    private long stopNanos() {
        return entry.config().stopTimeout().toNanos();
    }

    /** Wait for tmux to tell of the end, which it may miss by itself; then see to what it has left behind. */
    private void awaitDeath(Runnable tooLate) {
        boolean[] over = new boolean[1];
        Future<?>[] limit = new Future<?>[1];
        limit[0] = loop.schedule(entry.config().stopTimeout(), () -> {
            if (!over[0]) {
                over[0] = true;
                tooLate.run();
            }
        });
        NUDGES.forEach(delay -> loop.after(delay, () -> {
            if (!over[0]) {
                entry.link().nudge();
            }
        }));
        entry.await(changed -> {
            if (over[0]) {
                return true;
            }
            if (alive()) {
                return false;
            }
            over[0] = true;
            limit[0].cancel(false);
            sweep();
            return true;
        });
    }

    private boolean alive() {
        return entry.alivePane()
                .filter(now -> now.paneId().equals(pane.paneId()))
                .isPresent();
    }

    /** In a container, the program of the window is not the first one of the process. */
    private String root() {
        if (!alive()) {
            return Members.UNKNOWN;
        }
        return inContainer() ? known.first() : Long.toString(pane.pid());
    }

    private boolean inContainer() {
        return entry.config().container() != null;
    }

    private void terminate() {
        used = "SIGTERM";
        then(members.end("TERM", entry.config().stopTimeout(), wanted()), left -> {
            known = left;
            if (left.isEmpty()) {
                finish();
            } else {
                killAll();
            }
        });
    }

    /** End what is left of a process whose command has ended, such as children with a session of their own. */
    private void sweep() {
        sweep(System.nanoTime() + (pane.alive() ? GRACE.toNanos() : 0));
    }

    private void sweep(long deadlineNanos) {
        then(members.find(wanted()), left -> {
            known = left;
            if (left.isEmpty()) {
                finish();
            } else if (System.nanoTime() < deadlineNanos) {
                loop.after(BETWEEN_LOOKS, () -> sweep(deadlineNanos));
            } else {
                logger.info("{}: has left behind {}", entry.name(), left);
                terminate();
            }
        });
    }

    private void killAll() {
        used = "SIGKILL";
        then(members.end("KILL", KILL_PATIENCE, wanted()), left -> {
            if (left.isEmpty()) {
                finish();
            } else {
                fail("Cannot kill %s: it may belong to another user, or hang in the kernel".formatted(left));
            }
        });
    }

    private Members.Wanted wanted() {
        return new Members.Wanted(pane.start().run(), root(), known);
    }

    private <T> void then(CompletableFuture<T> answer, Consumer<T> next) {
        loop.then(answer, (value, failure) -> {
            if (value == null) {
                fail("Cannot stop: " + ProcessStart.cause(failure).getMessage());
            } else {
                next.accept(value);
            }
        });
    }

    /** Nothing of it is left. Its end is waited for, so that it is known, and its window is removed. */
    private void finish() {
        Future<?>[] limit = new Future<?>[1];
        boolean[] over = new boolean[1];
        Runnable remove = () -> {
            if (!over[0]) {
                over[0] = true;
                limit[0].cancel(false);
                remove();
            }
        };
        limit[0] = loop.schedule(Duration.ofSeconds(1), remove);
        entry.await(changed -> {
            if (!alive()) {
                remove.run();
            }
            return over[0];
        });
    }

    private void remove() {
        ExitStatus exit = entry.pane()
                .filter(now -> now.paneId().equals(pane.paneId()))
                .map(PaneRecord::exit)
                .orElse(null);
        loop.then(server.remove(pane.paneId()), (removed, failure) -> {
            entry.goneFrom(pane.paneId());
            result.complete(outcome(exit));
        });
    }

    private ProcessOutcome outcome(@Nullable ExitStatus exit) {
        if (awaitedRestart) {
            return new ProcessOutcome(
                    entry.name(), ProcessOutcome.Result.STOPPED, "was dead; it is not restarted any more", null);
        }
        if (!pane.alive()) {
            return new ProcessOutcome(entry.name(), ProcessOutcome.Result.NOT_RUNNING, "was not running", null);
        }
        long millis = (System.nanoTime() - beganNanos) / 1_000_000;
        String how = (used.isEmpty() ? "stopped" : "stopped by " + used) + " in " + millis + " ms";
        return new ProcessOutcome(entry.name(), ProcessOutcome.Result.STOPPED, how, exit == null ? null : exit.code());
    }

    private void fail(String reason) {
        entry.link().listSoon();
        result.complete(new ProcessOutcome(entry.name(), ProcessOutcome.Result.FAILED, reason, null));
    }

    private static String name(String signal) {
        return signal.startsWith("SIG") ? signal.substring(3) : signal;
    }
}
