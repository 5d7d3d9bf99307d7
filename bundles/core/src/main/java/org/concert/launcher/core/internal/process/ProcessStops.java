/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;

/** Stops processes, each once at a time. Lives on the loop. */
public final class ProcessStops {

    /** What went through a connection fails before its loss is noted. */
    private static final Duration UNTIL_LOSS_IS_KNOWN = Duration.ofMillis(100);

    private final Loop loop;
    private final Clock clock;
    private final Map<String, CompletableFuture<ProcessOutcome>> underWay = new HashMap<>();
    private final MembersByPlace members;

    /** Create one. */
    public ProcessStops(MembersByPlace members, Loop loop, Clock clock) {
        this.members = members;
        this.loop = loop;
        this.clock = clock;
    }

    /**
     * Stop a process of a connected machine, and remove its window.
     *
     * @param force true to begin with SIGKILL; also when a stop is under way
     * @return completed on the loop
     */
    public CompletableFuture<ProcessOutcome> stop(ProcessEntry entry, boolean force) {
        CompletableFuture<ProcessOutcome> present = underWay.get(entry.name());
        if (present != null && !force) {
            return join(entry, present);
        }
        String run = run(entry);
        // What is being made is there in a moment; it is stopped then.
        CompletableFuture<ProcessOutcome> stopped = loop.either(
                loop.then(entry.until(now -> !now.starting()), made -> stopNow(entry, force)),
                (outcome, failure) -> outcome == null
                        ? again(entry, run, force, failure)
                        : CompletableFuture.completedFuture(outcome));
        underWay.put(entry.name(), stopped);
        loop.listen(stopped, (outcome, failure) -> underWay.remove(entry.name(), stopped));
        return stopped;
    }

    /** Return the run that lives, as far as is known; empty if there is none. */
    private static String run(ProcessEntry entry) {
        return entry.alivePane().map(pane -> pane.start().run()).orElse("");
    }

    /** What it went through may have been lost, with a transport that is exchanged for instance: then it is begun anew, once. */
    private CompletableFuture<ProcessOutcome> again(
            ProcessEntry entry, String run, boolean force, @Nullable Throwable failure) {
        boolean lost = failure instanceof TransportException
                || (failure instanceof TmuxException tmux && tmux.kind() == TmuxException.Kind.CONNECTION_LOST);
        if (!lost) {
            return CompletableFuture.completedFuture(cannotStop(entry, Loop.reason(failure)));
        }
        CompletableFuture<Void> back =
                loop.delay(UNTIL_LOSS_IS_KNOWN).thenCompose(over -> entry.link().connect());
        CompletableFuture<Void> seen = loop.then(back, connected -> entry.link().look());
        return loop.either(
                loop.then(seen, looked -> {
                    String now = run(entry);
                    // What somebody has started meanwhile is not what this one is for.
                    return run.isEmpty() || now.isEmpty() || now.equals(run)
                            ? stopNow(entry, force)
                            : CompletableFuture.completedFuture(startedSince(entry));
                }),
                (outcome, second) -> CompletableFuture.completedFuture(
                        outcome == null ? cannotStop(entry, Loop.reason(second)) : outcome));
    }

    /** See a stop through that somebody has asked for, and that may be under way here. */
    public CompletableFuture<ProcessOutcome> seeThrough(ProcessEntry entry) {
        CompletableFuture<ProcessOutcome> present = underWay.get(entry.name());
        return present == null ? stop(entry, false) : present;
    }

    /** What the stop under way is for may have ended, and the process been started again before this one was asked for. */
    private CompletableFuture<ProcessOutcome> join(ProcessEntry entry, CompletableFuture<ProcessOutcome> present) {
        return loop.then(entry.link().look(), looked -> {
            PaneRecord running = entry.alivePane().orElse(null);
            return loop.then(present, ended -> {
                boolean runsOn = running != null
                        && entry.alivePane()
                                .filter(pane -> pane.paneId().equals(running.paneId()))
                                .isPresent();
                return runsOn ? stop(entry, false) : CompletableFuture.completedFuture(ended);
            });
        });
    }

    private CompletableFuture<ProcessOutcome> stopNow(ProcessEntry entry, boolean force) {
        entry.intend(Intent.NONE);
        // Another launcher may have started it a moment ago.
        CompletableFuture<Void> sure = entry.alivePane().isPresent()
                ? CompletableFuture.completedFuture(null)
                : entry.link().look();
        return loop.then(sure, looked -> stopSeen(entry, force));
    }

    private CompletableFuture<ProcessOutcome> stopSeen(ProcessEntry entry, boolean force) {
        Optional<PaneRecord> pane = entry.pane();
        Optional<Panes> server = entry.link().server();
        return loop.either(entry.link().place(entry.config().container()), (place, failure) -> {
            if (place == null) {
                return cannotReach(entry, failure);
            }
            if (pane.isEmpty() || server.isEmpty()) {
                return loop.map(new Leftovers(members, place, loop).end(entry), ended -> withoutWindow(entry, ended));
            }
            return new ProcessStop(
                            entry,
                            pane.get(),
                            server.get(),
                            members.of(place),
                            loop,
                            clock,
                            words -> lookAgain(entry, pane.get(), words, force))
                    .begin(force);
        });
    }

    private static ProcessOutcome startedSince(ProcessEntry entry) {
        return new ProcessOutcome(
                entry.name(), ProcessOutcome.Result.STOPPED, "was stopped; it has been started again since", null);
    }

    private static ProcessOutcome cannotStop(ProcessEntry entry, String why) {
        return new ProcessOutcome(entry.name(), ProcessOutcome.Result.FAILED, "Cannot stop: " + why, null);
    }

    /** In a container that does not run, nothing is left to be stopped but the window. */
    private CompletableFuture<ProcessOutcome> cannotReach(ProcessEntry entry, @Nullable Throwable why) {
        Optional<Panes> server = entry.link().server();
        if (server.isEmpty() || !(why instanceof TransportException lost) || !lost.isNothingRunning()) {
            return CompletableFuture.completedFuture(new ProcessOutcome(
                    entry.name(), ProcessOutcome.Result.UNREACHABLE, "Cannot stop: " + Loop.reason(why), null));
        }
        if (entry.pane().isEmpty()) {
            return CompletableFuture.completedFuture(notRunning(entry));
        }
        PaneRecord pane = entry.pane().get();
        return loop.map(server.get().remove(pane.paneId()), removed -> {
            entry.goneFrom(pane);
            return notRunning(entry);
        });
    }

    /** Meanwhile it may have been restarted in another pane, or its window closed by hand. */
    private CompletableFuture<ProcessOutcome> lookAgain(
            ProcessEntry entry, PaneRecord vanished, String words, boolean force) {
        return loop.then(entry.link().look(), looked -> {
            boolean stillThere = entry.pane()
                    .filter(pane -> pane.paneId().equals(vanished.paneId()))
                    .isPresent();
            return stillThere ? CompletableFuture.completedFuture(cannotStop(entry, words)) : stopNow(entry, force);
        });
    }

    private static ProcessOutcome withoutWindow(ProcessEntry entry, Leftovers.Ended ended) {
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
                : notRunning(entry);
    }

    private static ProcessOutcome notRunning(ProcessEntry entry) {
        return new ProcessOutcome(entry.name(), ProcessOutcome.Result.NOT_RUNNING, "was not running", null);
    }
}
