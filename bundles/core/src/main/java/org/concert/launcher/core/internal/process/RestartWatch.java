/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.window.Backoff;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts processes again that have died, as their restart policy says, once this launcher is asked to. Lives on the loop.
 *
 * <p>Several launchers may do this for one process. Each that sees it die works out when a restart is due and notes that
 * on the dead pane, unless another was quicker: all show it in BACKOFF then. Whoever noted it makes the restart; if it
 * does not, the others do a little later. tmux makes the new pane only while the dead one is there and not asked to
 * stop, so there is never more than one, and none after a stop.
 */
public final class RestartWatch {

    private static final Logger logger = LoggerFactory.getLogger(RestartWatch.class);

    /** How long the launcher that has noted a restart may be late with it before the others make it. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Loop loop;
    private final Supplier<LauncherConfig> config;
    private final ProcessStart start;
    private final Readiness readiness;
    private final String self = UUID.randomUUID().toString();

    /** By process, the run that this launcher has seen alive. */
    private final Map<String, String> seen = new HashMap<>();

    private final Map<String, Pending> pending = new HashMap<>();

    /** On which tmux servers is noted which sessions this launcher supervises, for as long as they are in use. */
    private final Map<Panes, Set<String>> supervised = new WeakHashMap<>();

    private boolean active;

    /** Create one that does nothing before {@link #begin}. */
    public RestartWatch(Loop loop, Supplier<LauncherConfig> config, ProcessStart start, Readiness readiness) {
        this.loop = loop;
        this.config = config;
        this.start = start;
        this.readiness = readiness;
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

    /** Keep to the restart policies from now on. */
    public void begin() {
        active = true;
    }

    /** Have all launchers know that a death is taken care of here. */
    public void announce(MachineLink link) {
        Panes server = link.server().orElse(null);
        if (!active || server == null) {
            return;
        }
        Set<String> sessions = new TreeSet<>();
        config.get().processes().values().forEach(process -> sessions.add(process.session()));
        if (!sessions.equals(supervised.put(server, sessions))) {
            note(link.machine(), server.markSupervised(self, sessions));
        }
    }

    /** Take note of what tmux tells of a process. */
    public void consider(ProcessEntry entry) {
        PaneRecord pane = entry.pane().orElse(null);
        if (!active || pane == null || !RestartPolicy.existsFor(entry.config()) || hasLeftTheFile(entry)) {
            drop(entry);
        } else if (pane.alive()) {
            forget(entry);
            seen.put(entry.name(), pane.start().run());
        } else if (StateRule.awaitsRestart(entry.config(), pane, expected(entry, pane))) {
            considerDead(entry, pane);
        } else {
            forget(entry);
        }
    }

    /** A process that is not in the file any more, or is elsewhere by it, is not brought back where it was. */
    private boolean hasLeftTheFile(ProcessEntry entry) {
        return !entry.config().equals(config.get().processes().get(entry.name()));
    }

    /** What died before anybody looked on is left as it is. */
    private boolean expected(ProcessEntry entry, PaneRecord pane) {
        return pane.start().run().equals(seen.get(entry.name())) || pane.endedWithin(StateRule.OVERDUE);
    }

    private void considerDead(ProcessEntry entry, PaneRecord pane) {
        Backoff backoff = pane.restarts().backoff();
        Pending present = pending.get(entry.name());
        boolean underWay = present != null && present.run.equals(pane.start().run());
        if (backoff == null) {
            if (!underWay) {
                decide(entry, pane, pane.restarts().times(), "");
            }
        } else if (present == null || !underWay || (present.mine && !mine(backoff))) {
            Duration left = Duration.ofMillis(backoff.dueMillis() - pane.toldSeconds() * 1000);
            schedule(entry, take(entry, pane, mine(backoff)), mine(backoff) ? left : left.plus(GRACE));
        }
    }

    private boolean mine(Backoff backoff) {
        return backoff.by().equals(self);
    }

    /** Keep nothing of a process. */
    public void drop(ProcessEntry entry) {
        forget(entry);
        seen.remove(entry.name());
    }

    /** Drop what is pending for a process. */
    private void forget(ProcessEntry entry) {
        Pending dropped = pending.remove(entry.name());
        if (dropped != null && dropped.timer != null) {
            dropped.timer.cancel();
        }
    }

    private Pending take(ProcessEntry entry, PaneRecord pane, boolean mine) {
        forget(entry);
        Pending taken = new Pending(pane.start().run(), mine);
        pending.put(entry.name(), taken);
        return taken;
    }

    private void schedule(ProcessEntry entry, Pending taken, Duration wait) {
        taken.timer = loop.schedule(wait.isNegative() ? Duration.ZERO : wait, () -> due(entry, taken));
    }

    /**
     * Work out what becomes of a process that died, and note it on its pane.
     *
     * @param times when it was restarted, or should have been
     * @param trouble why the last attempt to restart it came to nothing; empty if it did not
     */
    private void decide(ProcessEntry entry, PaneRecord pane, List<Long> times, String trouble) {
        Pending taken = take(entry, pane, true);
        CompletableFuture<MachineTime> time =
                entry.link().place(null).thenCompose(place -> MachineTime.askedFrom(place.agent()));
        CompletableFuture<Void> decided = loop.then(time, now -> {
            if (pending.get(entry.name()) == taken) {
                decide(entry, pane, times, trouble, taken, now);
            }
            return CompletableFuture.completedFuture(null);
        });
        loop.listen(decided, (done, failure) -> {
            if (failure != null && pending.remove(entry.name(), taken)) {
                // The next listing of the panes, at the latest after the next connection, begins again.
                logger.debug("{}: its restart could not be decided", entry.name(), failure);
            }
        });
    }

    private void decide(
            ProcessEntry entry, PaneRecord pane, List<Long> times, String trouble, Pending taken, MachineTime now) {
        RestartPolicy policy = RestartPolicy.withLimit(entry.config().restartLimit());
        List<Long> recent = policy.recent(times, now.uptimeMillis());
        Optional<Duration> delay = policy.nextDelay(recent, now.uptimeMillis());
        if (delay.isEmpty()) {
            decided(entry, pane, recent, Backoff.refused(self, "not restarted: " + policy.complaint() + trouble));
            return;
        }
        logger.info(
                "{}: restart {} of {} in {} s",
                entry.name(),
                recent.size() + 1,
                policy.limit(),
                delay.get().toSeconds());
        decided(entry, pane, recent, backoff(delay.get(), now));
        schedule(entry, taken, delay.get());
    }

    private Backoff backoff(Duration wait, MachineTime now) {
        return new Backoff(self, wait, now.epochMillis() + wait.toMillis(), now.uptimeMillis() + wait.toMillis(), "");
    }

    private void decided(ProcessEntry entry, PaneRecord pane, List<Long> times, Backoff backoff) {
        RestartMarks known = pane.restarts();
        RestartMarks decided = new RestartMarks(true, known.count(), times, backoff);
        entry.link()
                .server()
                .ifPresent(server -> note(entry.name(), server.markBackoff(pane.paneId(), known, decided)));
    }

    /** The pane may be gone by now, and the machine too: then there is nothing to note. */
    private void note(String what, CompletableFuture<List<String>> noted) {
        loop.listen(noted, (done, failure) -> {
            if (failure != null) {
                logger.debug("{}: nothing noted of restarts", what, failure);
            }
        });
    }

    private void due(ProcessEntry entry, Pending taken) {
        if (!pending.remove(entry.name(), taken)) {
            return;
        }
        PaneRecord pane = entry.pane().orElse(null);
        if (pane == null || pane.alive() || entry.waiting() || entry.starting()) {
            return;
        }
        Backoff backoff = pane.restarts().backoff();
        if (backoff == null || (taken.mine && !mine(backoff))) {
            entry.link().listSoon();
        } else if (pane.start().run().equals(taken.run)
                && backoff.restarts()
                && pane.marks().stopMillis() == 0) {
            restart(entry, pane, backoff);
        }
    }

    private void restart(ProcessEntry entry, PaneRecord pane, Backoff backoff) {
        List<Long> times = new ArrayList<>(pane.restarts().times());
        times.add(backoff.dueUptimeMillis());
        LaunchStep step;
        try {
            step = LaunchPlanner.planAlone(
                    config.get(),
                    entry.name(),
                    pane.start().variants(),
                    pane.start().params());
        } catch (RequestException e) {
            decided(entry, pane, times, Backoff.refused(self, "Cannot restart: " + e.getMessage()));
            return;
        }
        RestartMarks marks = new RestartMarks(true, pane.restarts().count() + 1, times, null);
        loop.listen(start.restart(entry, step, pane.paneId(), marks), (result, failure) -> {
            if (result == ProcessStart.Result.STARTED) {
                readiness.seek(entry, step);
                return;
            }
            entry.intend(Intent.NONE);
            if (failure != null && entry.link().server().isPresent()) {
                String trouble = "Cannot restart: " + Loop.reason(failure);
                logger.warn("{}: {}", entry.name(), trouble);
                decide(entry, pane, times, "; " + trouble);
            } else {
                entry.link().listSoon();
            }
        });
    }
}
