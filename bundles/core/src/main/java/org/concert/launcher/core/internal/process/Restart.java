/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.window.Backoff;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one process again that has died, as its restart policy says, once this launcher is asked to. Lives on the loop.
 *
 * <p>Several launchers may do this for one process. Each that sees it die works out when a restart is due and notes that
 * on the dead pane, unless another was quicker: all show it in BACKOFF then. Whoever noted it makes the restart; if it
 * does not, the others do a little later. tmux makes the new pane only while the dead one is there and not asked to
 * stop, so there is never more than one, and none after a stop.
 */
final class Restart {

    private static final Logger logger = LoggerFactory.getLogger(Restart.class);

    /** How long the launcher that has noted a restart may be late with it before the others make it. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ProcessEntry entry;
    private final ProcessContext context;
    private final RestartDuty duty;
    private final Loop loop;

    /** The run that this launcher has seen alive. */
    private @Nullable String seen;

    private @Nullable Pending pending;

    /** Create one. */
    Restart(ProcessEntry entry, ProcessContext context) {
        this.entry = entry;
        this.context = context;
        this.duty = context.duty();
        this.loop = context.loop();
    }

    /** A dead run whose restart is being decided or waited for. */
    private static final class Pending {
        final String run;

        /** Whether this launcher means to make the restart, and not only to see to it that it is made. */
        final boolean mine;

        @Nullable
        Delay timer;

        Pending(String run, boolean mine) {
            this.run = run;
            this.mine = mine;
        }
    }

    /** Take note of what tmux tells of it. */
    void consider() {
        PaneRecord pane = entry.pane().orElse(null);
        if (!duty.isActive()
                || pane == null
                || !RestartPolicy.existsFor(entry.config())
                || !duty.isInFile(entry.config())) {
            drop();
        } else if (pane.alive()) {
            forget();
            seen = pane.start().run();
        } else if (StateRule.awaitsRestart(entry.config(), pane, expected(pane))) {
            considerDead(pane);
        } else {
            forget();
        }
    }

    /** What died before anybody looked on is left as it is. */
    private boolean expected(PaneRecord pane) {
        return pane.start().run().equals(seen) || pane.endedWithin(StateRule.OVERDUE);
    }

    private void considerDead(PaneRecord pane) {
        Backoff backoff = pane.restarts().backoff();
        Pending present = pending;
        boolean underWay = present != null && present.run.equals(pane.start().run());
        if (backoff == null) {
            if (!underWay) {
                decide(pane, pane.restarts().times(), "");
            }
        } else if (present == null || !underWay || (present.mine && !mine(backoff))) {
            Duration left = Duration.ofMillis(backoff.dueMillis() - pane.toldSeconds() * 1000);
            schedule(take(pane, mine(backoff)), mine(backoff) ? left : left.plus(GRACE));
        }
    }

    private boolean mine(Backoff backoff) {
        return backoff.by().equals(duty.self());
    }

    /** Keep nothing of what was. */
    void drop() {
        forget();
        seen = null;
    }

    /** Drop what is pending. */
    private void forget() {
        if (pending != null && pending.timer != null) {
            pending.timer.cancel();
        }
        pending = null;
    }

    private Pending take(PaneRecord pane, boolean mine) {
        forget();
        Pending taken = new Pending(pane.start().run(), mine);
        pending = taken;
        return taken;
    }

    private void schedule(Pending taken, Duration wait) {
        taken.timer = loop.schedule(wait.isNegative() ? Duration.ZERO : wait, () -> due(taken));
    }

    /** Return whether this was pending up to now; it is no more. */
    private boolean end(Pending taken) {
        if (!taken.equals(pending)) {
            return false;
        }
        pending = null;
        return true;
    }

    /**
     * Work out what becomes of a process that died, and note it on its pane.
     *
     * @param times when it was restarted, or should have been
     * @param trouble why the last attempt to restart it came to nothing; empty if it did not
     */
    private void decide(PaneRecord pane, List<Long> times, String trouble) {
        Pending taken = take(pane, true);
        CompletableFuture<MachineTime> time =
                entry.link().place(null).thenCompose(place -> MachineTime.askedFrom(place.agent()));
        CompletableFuture<Void> decided = loop.then(time, now -> {
            if (taken.equals(pending)) {
                decide(pane, times, trouble, taken, now);
            }
            return CompletableFuture.completedFuture(null);
        });
        loop.listen(decided, (done, failure) -> {
            if (failure != null && end(taken)) {
                // The next listing of the panes, at the latest after the next connection, begins again.
                logger.debug("{}: its restart could not be decided", entry.name(), failure);
            }
        });
    }

    private void decide(PaneRecord pane, List<Long> times, String trouble, Pending taken, MachineTime now) {
        RestartPolicy policy = RestartPolicy.withLimit(entry.config().restartLimit());
        List<Long> recent = policy.recent(times, now.uptimeMillis());
        Optional<Duration> delay = policy.nextDelay(recent, now.uptimeMillis());
        if (delay.isEmpty()) {
            decided(pane, recent, Backoff.refused(duty.self(), "not restarted: " + policy.complaint() + trouble));
            return;
        }
        logger.info(
                "{}: restart {} of {} in {} s",
                entry.name(),
                recent.size() + 1,
                policy.limit() == ProcessConfig.UNLIMITED ? "any number" : policy.limit(),
                delay.get().toSeconds());
        decided(pane, recent, backoff(delay.get(), now));
        schedule(taken, delay.get());
    }

    private Backoff backoff(Duration wait, MachineTime now) {
        return new Backoff(
                duty.self(), wait, now.epochMillis() + wait.toMillis(), now.uptimeMillis() + wait.toMillis(), "");
    }

    private void decided(PaneRecord pane, List<Long> times, Backoff backoff) {
        RestartMarks known = pane.restarts();
        RestartMarks decided = new RestartMarks(true, known.count(), times, backoff);
        entry.link().server().ifPresent(server -> note(server.markBackoff(pane.paneId(), known, decided)));
    }

    /** The pane may be gone by now, and the machine too: then there is nothing to note. */
    private void note(CompletableFuture<List<String>> noted) {
        loop.listen(noted, (done, failure) -> {
            if (failure != null) {
                logger.debug("{}: nothing noted of restarts", entry.name(), failure);
            }
        });
    }

    private void due(Pending taken) {
        if (!end(taken)) {
            return;
        }
        PaneRecord pane = entry.pane().orElse(null);
        if (pane == null || pane.alive() || entry.waiting() || entry.starting()) {
            return;
        }
        if (entry.containment().isTroubled()) {
            // It may live, and could not be started: that does not count as an attempt.
            schedule(take(pane, taken.mine), GRACE);
            return;
        }
        Backoff backoff = pane.restarts().backoff();
        if (backoff == null || (taken.mine && !mine(backoff))) {
            entry.link().listSoon();
        } else if (pane.start().run().equals(taken.run)
                && backoff.restarts()
                && pane.marks().stopMillis() == 0) {
            restart(pane, backoff);
        }
    }

    private void restart(PaneRecord pane, Backoff backoff) {
        List<Long> times = new ArrayList<>(pane.restarts().times());
        times.add(backoff.dueUptimeMillis());
        LaunchStep step;
        try {
            step = LaunchPlanner.planAlone(
                    duty.config(),
                    entry.name(),
                    pane.start().variants(),
                    pane.start().params());
        } catch (RequestException e) {
            decided(pane, times, Backoff.refused(duty.self(), "Cannot restart: " + e.getMessage()));
            return;
        }
        RestartMarks marks = new RestartMarks(true, pane.restarts().count() + 1, times, null);
        loop.listen(context.start().restart(entry, step, pane.paneId(), marks), (result, failure) -> {
            if (result == ProcessStart.Result.STARTED) {
                entry.seekReadiness(step);
                return;
            }
            entry.intend(Intent.NONE);
            if (failure != null && entry.link().server().isPresent()) {
                String trouble = "Cannot restart: " + Loop.reason(failure);
                logger.warn("{}: {}", entry.name(), trouble);
                decide(pane, times, "; " + trouble);
            } else {
                entry.link().listSoon();
            }
        });
    }
}
