/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;

/** Stops one process, once at a time. Lives on the loop. */
final class Stopping {

    /** What went through a connection fails before its loss is noted. */
    private static final Duration UNTIL_LOSS_IS_KNOWN = Duration.ofMillis(100);

    private final ProcessEntry entry;
    private final MembersByPlace members;
    private final Loop loop;
    private final Clock clock;
    private @Nullable CompletableFuture<ProcessOutcome> underWay;

    /** Create one. */
    Stopping(ProcessEntry entry, ProcessContext context) {
        this.entry = entry;
        this.members = context.members();
        this.loop = context.loop();
        this.clock = context.clock();
    }

    /**
     * Stop it on its connected machine, and remove its window.
     *
     * @param force true to begin with SIGKILL; also when a stop is under way
     * @return completed on the loop
     */
    CompletableFuture<ProcessOutcome> stop(boolean force) {
        if (underWay != null && !force) {
            return join(underWay);
        }
        String run = run();
        // What is being made is there in a moment; it is stopped then.
        CompletableFuture<ProcessOutcome> stopped = loop.either(
                loop.then(entry.until(now -> !now.starting()), made -> stopNow(force)),
                (outcome, failure) ->
                        outcome == null ? again(run, force, failure) : CompletableFuture.completedFuture(outcome));
        underWay = stopped;
        loop.listen(stopped, (outcome, failure) -> {
            if (underWay == stopped) {
                underWay = null;
            }
        });
        return stopped;
    }

    /** Return the run that lives, as far as is known; empty if there is none. */
    private String run() {
        return entry.alivePane().map(pane -> pane.start().run()).orElse("");
    }

    /** What it went through may have been lost, with a transport that is exchanged for instance: then it is begun anew, once. */
    private CompletableFuture<ProcessOutcome> again(String run, boolean force, @Nullable Throwable failure) {
        boolean lost = failure instanceof TransportException
                || (failure instanceof TmuxException tmux && tmux.kind() == TmuxException.Kind.CONNECTION_LOST);
        if (!lost) {
            return CompletableFuture.completedFuture(cannotStop(Loop.reason(failure)));
        }
        CompletableFuture<Void> back =
                loop.delay(UNTIL_LOSS_IS_KNOWN).thenCompose(over -> entry.link().connect());
        CompletableFuture<Void> seen = loop.then(back, connected -> entry.link().look());
        return loop.either(
                loop.then(seen, looked -> {
                    String now = run();
                    // What somebody has started meanwhile is not what this one is for.
                    return run.isEmpty() || now.isEmpty() || now.equals(run)
                            ? stopNow(force)
                            : CompletableFuture.completedFuture(startedSince());
                }),
                (outcome, second) ->
                        CompletableFuture.completedFuture(outcome == null ? cannotStop(Loop.reason(second)) : outcome));
    }

    /** End its run, unless that is asked to stop, and leave the window with how it ended. */
    CompletableFuture<ProcessOutcome> endUnhealthy() {
        Optional<PaneRecord> pane = entry.alivePane().filter(now -> now.marks().stopMillis() == 0);
        Optional<Panes> server = entry.link().server();
        if (pane.isEmpty() || server.isEmpty()) {
            return CompletableFuture.completedFuture(notRunning());
        }
        return loop.then(
                entry.link().place(entry.container()),
                place -> new ProcessStop(
                                entry,
                                pane.get(),
                                server.get(),
                                members.of(place),
                                loop,
                                clock,
                                words -> entry.link().look().thenApply(looked -> notRunning()))
                        .beginAsDeath());
    }

    /** See a stop through that somebody has asked for, and that may be under way here. */
    CompletableFuture<ProcessOutcome> seeThrough() {
        return underWay == null ? stop(false) : underWay;
    }

    /** What the stop under way is for may have ended, and the process been started again before this one was asked for. */
    private CompletableFuture<ProcessOutcome> join(CompletableFuture<ProcessOutcome> present) {
        return loop.then(entry.link().look(), looked -> {
            PaneRecord running = entry.alivePane().orElse(null);
            return loop.then(present, ended -> {
                boolean runsOn = running != null
                        && entry.alivePane()
                                .filter(pane -> pane.paneId().equals(running.paneId()))
                                .isPresent();
                return runsOn ? stop(false) : CompletableFuture.completedFuture(ended);
            });
        });
    }

    private CompletableFuture<ProcessOutcome> stopNow(boolean force) {
        entry.intend(Intent.NONE);
        // Another launcher may have started it a moment ago.
        CompletableFuture<Void> sure = entry.alivePane().isPresent()
                ? CompletableFuture.completedFuture(null)
                : entry.link().look();
        return loop.then(sure, looked -> stopSeen(force));
    }

    private CompletableFuture<ProcessOutcome> stopSeen(boolean force) {
        Optional<PaneRecord> pane = entry.pane();
        Optional<Panes> server = entry.link().server();
        return loop.either(entry.link().place(entry.container()), (place, failure) -> {
            if (place == null) {
                return cannotReach(failure);
            }
            if (pane.isEmpty() || server.isEmpty()) {
                return loop.map(
                        new Leftovers(members, place, entry.container(), loop).end(entry),
                        ended -> withoutWindow(ended));
            }
            return new ProcessStop(
                            entry,
                            pane.get(),
                            server.get(),
                            members.of(place),
                            loop,
                            clock,
                            words -> lookAgain(pane.get(), words, force))
                    .begin(force);
        });
    }

    private ProcessOutcome startedSince() {
        return new ProcessOutcome(
                entry.name(), ProcessOutcome.Result.STOPPED, "was stopped; it has been started again since", null);
    }

    private ProcessOutcome cannotStop(String why) {
        return new ProcessOutcome(entry.name(), ProcessOutcome.Result.FAILED, "Cannot stop: " + why, null);
    }

    /** In a container that does not run, nothing is left to be stopped but the window. */
    private CompletableFuture<ProcessOutcome> cannotReach(@Nullable Throwable why) {
        Optional<Panes> server = entry.link().server();
        if (server.isEmpty() || !(why instanceof TransportException lost) || !lost.isNothingRunning()) {
            return CompletableFuture.completedFuture(new ProcessOutcome(
                    entry.name(), ProcessOutcome.Result.UNREACHABLE, "Cannot stop: " + Loop.reason(why), null));
        }
        if (entry.pane().isEmpty()) {
            return CompletableFuture.completedFuture(notRunning());
        }
        PaneRecord pane = entry.pane().get();
        return loop.map(server.get().remove(pane.paneId()), removed -> {
            entry.goneFrom(pane);
            return notRunning();
        });
    }

    /** Meanwhile it may have been restarted in another pane, or its window closed by hand. */
    private CompletableFuture<ProcessOutcome> lookAgain(PaneRecord vanished, String words, boolean force) {
        return loop.then(entry.link().look(), looked -> {
            boolean stillThere = entry.pane()
                    .filter(pane -> pane.paneId().equals(vanished.paneId()))
                    .isPresent();
            return stillThere ? CompletableFuture.completedFuture(cannotStop(words)) : stopNow(force);
        });
    }

    private ProcessOutcome withoutWindow(Leftovers.Ended ended) {
        if (!ended.left().isEmpty()) {
            return new ProcessOutcome(
                    entry.name(), ProcessOutcome.Result.FAILED, ProcessStop.cannotKill(ended.left()), null);
        }
        return ended.any()
                ? new ProcessOutcome(
                        entry.name(),
                        ProcessOutcome.Result.STOPPED,
                        "had no window any more; what lived on of it was ended",
                        null)
                : notRunning();
    }

    private ProcessOutcome notRunning() {
        return new ProcessOutcome(entry.name(), ProcessOutcome.Result.NOT_RUNNING, "was not running", null);
    }
}
