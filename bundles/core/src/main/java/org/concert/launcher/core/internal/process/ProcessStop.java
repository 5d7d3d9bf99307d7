/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.Original;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops one run of a process: its stop signal to all jobs in its window, as a key typed there would give it, then SIGTERM,
 * then SIGKILL to everything that belongs to it, each after the stop timeout. What its first program leaves behind keeps the
 * terminal meanwhile. It is over when nothing of it is left. Lives on the loop.
 */
final class ProcessStop {

    private static final Logger logger = LoggerFactory.getLogger(ProcessStop.class);

    /** SIGKILL needs no cooperation: what lives longer cannot be killed by this user, or hangs in the kernel. */
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    /** Children that got the stop signal may need a moment longer than their parent. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** How long tmux may take to tell how a process ended of which nothing is left. */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    /** Programs that end at once on a signal should be seen to. */
    private static final List<Duration> NUDGES =
            List.of(Duration.ofMillis(30), Duration.ofMillis(100), Duration.ofMillis(300));

    /** By which a terminal gives these signals. */
    private static final Map<String, String> KEYS = Map.of("SIGINT", "C-c", "SIGQUIT", "C-\\");

    private final ProcessEntry entry;
    private final PaneRecord pane;
    private final Panes server;
    private final Members members;
    private final Loop loop;
    private final Clock clock;
    private final Function<String, CompletableFuture<ProcessOutcome>> vanished;
    private final boolean awaitedRestart;
    private final long beganNanos;

    private ProcessTree known;

    /** What the command had left running when it had ended. */
    private ProcessTree leftBehind = ProcessTree.EMPTY;

    /** What is no part of it, but was begun by it or its checks. */
    private final Set<ProcessTree.Member> others = new LinkedHashSet<>();

    /** What of that lives when nothing else does, in words. */
    private String livesOn = "";

    private boolean asDeath;
    private String used = "";
    private boolean terminalKept;

    /**
     * Create a stop.
     *
     * @param members finds programs where it runs
     * @param pane what is to be stopped; if it is dead, what it has left behind, and its restart
     * @param vanished goes on, with the words of tmux, when this pane is not there any more
     */
    ProcessStop(
            ProcessEntry entry,
            PaneRecord pane,
            Panes server,
            Members members,
            Loop loop,
            Clock clock,
            Function<String, CompletableFuture<ProcessOutcome>> vanished) {
        this.entry = entry;
        this.pane = pane;
        this.server = server;
        this.members = members;
        this.loop = loop;
        this.clock = clock;
        this.vanished = vanished;
        this.beganNanos = loop.nanoTime();
        this.known = ProcessTree.parse(pane.marks().left());
        this.awaitedRestart = entry.state() == ProcessState.BACKOFF;
    }

    /** Begin what is not to look like a stop: nobody asks for it, and the window stays. Else as {@link #begin}. */
    CompletableFuture<ProcessOutcome> beginAsDeath() {
        asDeath = true;
        return interrupt();
    }

    /** Begin; completed on the loop, and fails if it cannot be stopped. */
    CompletableFuture<ProcessOutcome> begin(boolean force) {
        boolean asked = pane.marks().stopMillis() > 0;
        // Of a dead one too: with this mark nobody restarts it any more.
        CompletableFuture<ProcessOutcome> outcome =
                loop.either(server.markStop(pane.paneId(), clock.millis()), (marked, failure) -> {
                    if (failure instanceof TmuxException refused
                            && refused.kind() == TmuxException.Kind.COMMAND_FAILED) {
                        return vanished.apply(String.valueOf(refused.getMessage()));
                    }
                    if (failure != null) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    if (!pane.alive()) {
                        return sweep();
                    }
                    if (force) {
                        return killAll();
                    }
                    return asked ? goOn() : interrupt();
                });
        loop.listen(outcome, (ended, failure) -> {
            if (failure != null) {
                entry.link().listSoon();
            }
        });
        return outcome;
    }

    private CompletableFuture<ProcessOutcome> interrupt() {
        used = signal();
        String key = KEYS.get(used);
        if (key != null && Original.isRun(pane.start().run())) {
            return loop.then(server.type(pane.paneId(), key), typed -> awaitDeath());
        }
        // In a container, the first program is not known before it was looked for.
        CompletableFuture<ProcessTree> sent = inContainer()
                ? loop.then(members.find(wanted()), found -> {
                    known = found;
                    return found.isEmpty()
                            ? CompletableFuture.completedFuture(found)
                            : members.stop(name(used), wanted());
                })
                : members.stop(name(used), wanted());
        return loop.then(sent, found -> {
            known = found;
            others.addAll(found.others());
            if (!alive()) {
                return sweep();
            }
            boolean beginning = inContainer() || found.terminal() != ProcessTree.Terminal.OWN;
            if (found.isEmpty() && beginning && loop.nanoTime() - beganNanos < stopNanos()) {
                // What leads to the first program lives before that does, and after it.
                return loop.delay(BETWEEN_LOOKS).thenCompose(over -> interrupt());
            }
            terminalKept = found.terminal() != ProcessTree.Terminal.OWN
                    && found.members().size() > 1;
            return terminalKept ? awaitAll(false) : awaitDeath();
        });
    }

    /** Another launcher has sent the first signal: some programs take a second one as a wish to end at once. */
    private CompletableFuture<ProcessOutcome> goOn() {
        return loop.then(members.find(wanted()), found -> {
            known = found;
            terminalKept = found.terminal() != ProcessTree.Terminal.OWN;
            return terminalKept ? awaitAll(false) : awaitDeath();
        });
    }

    private String signal() {
        return entry.config().forceSigquit() ? "SIGQUIT" : entry.config().stopSignal();
    }

    private long stopNanos() {
        return entry.config().stopTimeout().toNanos();
    }

    /** Wait for tmux to tell of the end, which it may miss by itself; then see to what it has left behind. */
    private CompletableFuture<ProcessOutcome> awaitDeath() {
        CompletableFuture<Boolean> died = entry.within(entry.config().stopTimeout(), now -> !alive());
        nudgeUntil(died);
        return loop.then(died, inTime -> inTime ? sweep() : terminate());
    }

    private void nudgeUntil(CompletableFuture<Boolean> died) {
        NUDGES.forEach(delay -> loop.schedule(delay, () -> {
            if (!died.isDone()) {
                entry.link().nudge();
            }
        }));
    }

    /**
     * Wait until nothing is left, for as long as the stop timeout. What the first program leaves behind gets the stop signal
     * when that can hand it on no more, and no signal twice.
     *
     * @param left whether the first program has gone, and the others have had their signal
     */
    private CompletableFuture<ProcessOutcome> awaitAll(boolean left) {
        return loop.then(members.find(wanted()), found -> {
            known = found;
            if (found.isEmpty()) {
                return finish();
            }
            if (loop.nanoTime() - beganNanos > stopNanos()) {
                return terminate();
            }
            if (left || found.terminal() == ProcessTree.Terminal.RUNNING) {
                return loop.delay(BETWEEN_LOOKS).thenCompose(over -> awaitAll(left));
            }
            return loop.delay(GRACE)
                    .thenCompose(over -> members.stopLeft(name(signal()), wanted()))
                    .thenCompose(sent -> awaitAll(true));
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
        return entry.container() != null;
    }

    private CompletableFuture<ProcessOutcome> terminate() {
        used = "SIGTERM";
        return loop.then(members.end("TERM", entry.config().stopTimeout(), wanted()), left -> {
            known = left;
            return left.isEmpty() ? finish() : killAll();
        });
    }

    /** End what is left of a process whose command has ended, such as children with a session of their own. */
    private CompletableFuture<ProcessOutcome> sweep() {
        return sweep(loop.nanoTime() + (pane.alive() ? GRACE.toNanos() : 0));
    }

    private CompletableFuture<ProcessOutcome> sweep(long deadlineNanos) {
        return loop.then(members.find(wanted()), left -> {
            known = left;
            if (left.isEmpty()) {
                return finish();
            }
            leftBehind = left;
            if (loop.nanoTime() - deadlineNanos < 0) {
                return loop.delay(BETWEEN_LOOKS).thenCompose(over -> sweep(deadlineNanos));
            }
            logger.info("{}: has left behind {}", entry.name(), left);
            return terminate();
        });
    }

    private CompletableFuture<ProcessOutcome> killAll() {
        used = "SIGKILL";
        return loop.then(members.end("KILL", KILL_PATIENCE, wanted()), left -> {
            known = left;
            return left.isEmpty() ? finish() : noteLeft(left);
        });
    }

    /** What cannot be ended is noted on the pane, so that every launcher shows it until it is gone. */
    private CompletableFuture<ProcessOutcome> noteLeft(ProcessTree left) {
        ProcessOutcome outcome = new ProcessOutcome(entry.name(), ProcessOutcome.Result.FAILED, cannotKill(left), null);
        return loop.either(
                server.markLeft(pane.paneId(), left.lines()),
                (marked, failure) -> loop.either(
                        letGo(), (over, unreached) -> entry.link().look().thenApply(looked -> outcome)));
    }

    /** What keeps the terminal for others is not to be left behind itself. */
    private CompletableFuture<ProcessTree> letGo() {
        return terminalKept ? members.letGo(wanted()) : CompletableFuture.completedFuture(known);
    }

    static String cannotKill(ProcessTree left) {
        return "Cannot kill %s: it may belong to another user, or hang in the kernel".formatted(left);
    }

    private Members.Wanted wanted() {
        return new Members.Wanted(pane.start().run(), root(), known);
    }

    /** Nothing of it is left. Its end is waited for, so that it is known, and its window is removed. */
    private CompletableFuture<ProcessOutcome> finish() {
        others.addAll(known.others());
        return loop.then(loop.then(lookAtOthers(), this::letGo), over -> {
            CompletableFuture<Boolean> died = entry.within(LAST_WORD, now -> !alive());
            nudgeUntil(died);
            return loop.then(died, told -> removed());
        });
    }

    /** What carries no sign of it is not signalled, but it is not to be taken for gone either. */
    private CompletableFuture<ProcessTree> lookAtOthers() {
        if (others.isEmpty()) {
            return CompletableFuture.completedFuture(ProcessTree.EMPTY);
        }
        ProcessTree seen = new ProcessTree(List.copyOf(others));
        return members.find(new Members.Wanted("", Members.UNKNOWN, seen));
    }

    private CompletableFuture<ProcessTree> letGo(ProcessTree living) {
        if (!living.isEmpty()) {
            livesOn = "; what its checks, or programs that left it, have begun lives on: " + living;
        }
        return letGo();
    }

    private CompletableFuture<ProcessOutcome> removed() {
        PaneRecord last =
                entry.pane().filter(now -> now.paneId().equals(pane.paneId())).orElse(pane);
        if (asDeath) {
            return CompletableFuture.completedFuture(outcome(last.exit()));
        }
        return loop.either(server.removeStopped(last), (removed, failure) -> {
            entry.goneFrom(pane);
            return CompletableFuture.completedFuture(outcome(last.exit()));
        });
    }

    private ProcessOutcome outcome(@Nullable ExitStatus exit) {
        if (awaitedRestart) {
            return new ProcessOutcome(
                    entry.name(),
                    ProcessOutcome.Result.STOPPED,
                    "was dead; it is not restarted any more" + livesOn,
                    null);
        }
        if (!pane.alive()) {
            return leftBehind.isEmpty()
                    ? new ProcessOutcome(
                            entry.name(), ProcessOutcome.Result.NOT_RUNNING, "was not running" + livesOn, null)
                    : new ProcessOutcome(
                            entry.name(),
                            ProcessOutcome.Result.STOPPED,
                            "had ended; what it had left running in the background was ended: " + leftBehind + livesOn,
                            null);
        }
        long millis = (loop.nanoTime() - beganNanos) / 1_000_000;
        String how = (used.isEmpty() ? "stopped" : "stopped by " + used) + " in " + millis + " ms" + livesOn;
        return new ProcessOutcome(entry.name(), ProcessOutcome.Result.STOPPED, how, exit == null ? null : exit.code());
    }

    private static String name(String signal) {
        return signal.startsWith("SIG") ? signal.substring(3) : signal;
    }
}
