/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.config.CheckKind;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.concert.launcher.core.internal.window.Panes.Beginning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the readiness of living processes is found out and noted on their panes, where every launcher sees it.
 * Lives on the loop.
 */
final class Readiness {

    private static final Logger logger = LoggerFactory.getLogger(Readiness.class);

    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final ProcessEntry entry;
    private final ProcessContext context;
    private final Loop loop;
    private final Clock clock;
    private @Nullable Watch sought;

    /** Create one. */
    Readiness(ProcessEntry entry, ProcessContext context) {
        this.entry = entry;
        this.context = context;
        this.loop = context.loop();
        this.clock = context.clock();
    }

    /** The search for the readiness of one run. */
    private final class Watch {
        final String run;
        final LaunchStep step;
        final ReadyTime time;

        /** Its machine is lost. */
        boolean interrupted;

        @Nullable
        ReadinessProbe probe;

        /** Waits for the beginning of its command. */
        @Nullable
        CommandBegin begin;

        @Nullable
        Delay late;

        Watch(String run, LaunchStep step, ReadyTime time) {
            this.run = run;
            this.step = step;
            this.time = time;
        }

        boolean current() {
            return sought == this && !interrupted;
        }

        void cancel() {
            if (probe != null) {
                probe.cancel();
            }
            if (begin != null) {
                begin.cancel();
            }
            if (late != null) {
                late.cancel();
            }
        }
    }

    /** Find out about it, unless that is under way or there is nothing to find out. */
    void seek(LaunchStep step) {
        seek(step, new ReadyTime(entry.config().readyTimeout()));
    }

    private void seek(LaunchStep step, ReadyTime time) {
        PaneRecord pane = entry.alivePane().filter(Readiness::open).orElse(null);
        if (pane == null) {
            forget();
            return;
        }
        if (sought != null && sought.run.equals(pane.start().run())) {
            return;
        }
        forget();
        Watch watch = new Watch(pane.start().run(), step, time);
        sought = watch;
        CompletableFuture<Place> begun = loop.map(entry.link().place(entry.container()), place -> {
            if (watch.current()) {
                awaitBegin(watch, pane, place);
            }
            return place;
        });
        loop.listen(begun, (place, failure) -> {
            if (failure != null) {
                retryElsewhere(watch);
                entry.note("cannot probe for readiness: " + Loop.reason(failure));
            }
        });
    }

    /**
     * What runs the checks in a container may end, or not be reached, although the process goes on; on a machine, all of
     * it is lost then, and {@link #resume} comes with its return.
     */
    private void retryElsewhere(Watch watch) {
        if (watch.current()) {
            interrupt();
            loop.schedule(BEFORE_RETRY, () -> {
                if (sought == watch) {
                    resume();
                }
            });
        }
    }

    /** Return whether there is nothing to begin for a pane: its readiness is known, or is being found out. */
    boolean seeks(PaneRecord pane) {
        if (!open(pane)) {
            forget();
            return true;
        }
        return sought != null && sought.run.equals(pane.start().run());
    }

    private static boolean open(PaneRecord pane) {
        return pane.marks().readyMillis() == 0
                && pane.marks().stopMillis() == 0
                && pane.marks().failure().isEmpty();
    }

    /** Forget that it was not ready in its time; completed on the loop. */
    CompletableFuture<Void> retry() {
        forget();
        PaneRecord failed = entry.pane().orElse(null);
        Panes server = entry.link().server().orElse(null);
        if (failed == null || server == null) {
            return CompletableFuture.completedFuture(null);
        }
        return loop.either(server.markFailure(failed.paneId(), ""), (marked, failure) -> {
            entry.retried(failed);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Find out no more. */
    void forget() {
        Watch watch = sought;
        sought = null;
        if (watch != null) {
            watch.cancel();
        }
    }

    /** Take note that its machine is lost, and all that was under way there. */
    void interrupt() {
        if (sought != null) {
            sought.interrupted = true;
            sought.cancel();
        }
    }

    /** Go on, if its machine is back; somebody may be waiting for its readiness. */
    void resume() {
        Watch watch = sought;
        if (watch != null && watch.interrupted) {
            forget();
            if (entry.alivePane()
                    .filter(pane -> pane.start().run().equals(watch.run))
                    .isPresent()) {
                seek(watch.step, watch.time);
            }
        }
    }

    /** Nothing of a process is ready, and nothing is checked, before its command has begun. */
    private void awaitBegin(Watch watch, PaneRecord pane, Place place) {
        ShellCanary canary = context.canaries().of(place);
        if (!pane.start().announced()) {
            begun(watch, pane, place, canary.shellUp(), Duration.ZERO);
            return;
        }
        CompletableFuture<Void> up = CompletableFuture.completedFuture(null);
        LackMark lack = lackMark(pane);
        if (pane.marks().begun() && (pane.marks().beginMillis() > 0 || isProgramTold(pane))) {
            if (!entry.config().persistent()) {
                lack.clear();
            }
            // Where it is not known how long that took, it is found out when a check takes long.
            note(server ->
                    server.markBegun(pane.paneId(), Math.max(1, pane.marks().beginMillis())));
            begun(watch, pane, place, up, Duration.ofMillis(pane.marks().beginMillis()));
        } else {
            awaitCommand(watch, pane, place, lack);
        }
    }

    private CompletableFuture<Beginning> beginning(PaneRecord pane) {
        boolean known = isProgramTold(pane);
        return entry.link()
                .server()
                .map(server -> server.beginning(pane.paneId()))
                .orElseGet(() -> CompletableFuture.completedFuture(Beginning.SHELL))
                .thenApply(told -> told == Beginning.COMMAND && known ? Beginning.PROGRAM : told);
    }

    /** What runs in a container has no other program here than that of the pane. */
    private boolean isProgramTold(PaneRecord pane) {
        return entry.container() != null || pane.programs().process() > 0;
    }

    private void awaitCommand(Watch watch, PaneRecord pane, Place place, LackMark lack) {
        Duration passed =
                Duration.ofMillis(Math.max(0, clock.millis() - pane.start().startMillis()));
        watch.begin = new CommandBegin(() -> beginning(pane), loop, passed, new CommandBegin.Outcome() {
            @Override
            public void begun(Duration took) {
                watch.cancel();
                entry.note("");
                lack.clear();
                note(server -> server.markBegun(pane.paneId(), Math.max(1, took.toMillis())));
                Readiness.this.begun(watch, pane, place, CompletableFuture.completedFuture(null), took);
            }

            @Override
            public void notYet(String reason) {
                entry.note(reason);
                lack.found(reason);
            }
        });
        limit(watch, pane);
        watch.begin.begin();
    }

    private LackMark lackMark(PaneRecord pane) {
        return new LackMark(loop, pane.marks().lack(), text -> note(server -> server.markLack(pane.paneId(), text)));
    }

    /** What has checks is late too if its command does not begin in its time. */
    private void limit(Watch watch, PaneRecord pane) {
        Duration left = watch.time.left();
        if (left == null || !entry.config().isAskedWhenReady()) {
            return;
        }
        watch.late = loop.schedule(left.compareTo(BEFORE_RETRY) > 0 ? left : BEFORE_RETRY, () -> {
            watch.cancel();
            String why = watch.time.lateReason("~/.bashrc has not come to its end, so its command has not begun");
            note(server -> server.markFailure(pane.paneId(), why));
        });
    }

    private void begun(Watch watch, PaneRecord pane, Place place, CompletableFuture<Void> shellUp, Duration shellTook) {
        Map<String, String> checks = CheckScript.checks(watch.step, CheckKind.READY);
        if (!entry.config().persistent()) {
            return;
        } else if (checks.isEmpty()) {
            awaitDelay(watch, pane, shellUp);
            return;
        }
        CompletableFuture<Agent> asked = loop.then(
                asker(pane, place, checks.get(CheckKind.LOG.readyKey())),
                agent -> loop.map(new CheckScript(entry, context).of(pane, place, watch.step, checks), script -> {
                    if (watch.current()) {
                        probe(watch, pane, place, new Asker(agent, script, CheckScript.lastKey(checks)), shellTook);
                    }
                    return agent;
                }));
        loop.listen(asked, (agent, failure) -> {
            if (failure != null) {
                retryElsewhere(watch);
            }
        });
    }

    /** What makes the checks, their script, and the key by which they are named. */
    private record Asker(Agent agent, String script, String key) {}

    private CompletableFuture<Agent> asker(PaneRecord pane, Place place, @Nullable String log) {
        return log == null || entry.container() == null
                ? CompletableFuture.completedFuture(place.agent())
                : loop.map(
                        entry.link().place(null),
                        machine -> new LogFirst(
                                loop, machine.agent(), CheckScript.printedAlone(pane, log), place.agent()));
    }

    private void awaitDelay(Watch watch, PaneRecord pane, CompletableFuture<Void> shellUp) {
        loop.listen(
                shellUp,
                (up, failure) -> loop.schedule(entry.config().readyDelay(), () -> {
                    boolean alive = entry.alivePane()
                            .filter(now -> now.paneId().equals(pane.paneId()))
                            .isPresent();
                    // It may have died while tmux was deaf to it; then no mark is made, and its end is told.
                    entry.link().nudge();
                    if (watch.current() && alive) {
                        note(server -> server.markReady(pane.paneId(), clock.millis()));
                    }
                }));
    }

    private void probe(Watch watch, PaneRecord pane, Place place, Asker asker, Duration shellTook) {
        LackMark lack = lackMark(pane);
        watch.probe = new ReadinessProbe(
                asker.agent(),
                loop,
                asker.script(),
                asker.key(),
                entry.config().readyPeriod(),
                ShellTime.of(place, loop, shellTook),
                watch.time,
                new ProbeNews(watch, pane, place, lack));
        watch.probe.begin();
    }

    /** Notes what comes of the checks. */
    private final class ProbeNews implements ReadinessProbe.Outcome {

        private final Watch watch;
        private final PaneRecord pane;
        private final Place place;
        private final LackMark lack;

        private ProbeNews(Watch watch, PaneRecord pane, Place place, LackMark lack) {
            this.watch = watch;
            this.pane = pane;
            this.place = place;
            this.lack = lack;
        }

        @Override
        public void checked() {
            entry.countReadyCheck();
        }

        @Override
        public void ready() {
            note(server -> server.markReady(pane.paneId(), clock.millis()));
        }

        @Override
        public void late(String reason) {
            note(server -> server.markFailure(pane.paneId(), reason));
        }

        @Override
        public void notYet(String reason) {
            entry.note(reason);
            // What became of the place is no news of the process.
            if (place.agent().ended().isDone()) {
                retryElsewhere(watch);
            } else {
                lack.found(reason);
            }
        }
    }

    private interface Mark {
        CompletableFuture<List<String>> on(Panes server);
    }

    /** The pane may be gone by now, and the machine too: then there is no readiness to note. */
    private void note(Mark mark) {
        entry.link()
                .server()
                .ifPresent(server -> loop.listen(mark.on(server), (done, failure) -> {
                    if (failure != null) {
                        logger.debug("{}: readiness not noted", entry.name(), failure);
                    }
                }));
    }
}
