/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Panes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the readiness of living processes is found out and noted on their panes, where every launcher sees it.
 * Lives on the loop.
 */
public final class Readiness {

    private static final Logger logger = LoggerFactory.getLogger(Readiness.class);

    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final Loop loop;
    private final Clock clock;
    private final Folders folders;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Map<Agent, ShellCanary> canaries = new HashMap<>();

    /** Gives the folder that a process without {@code cwd} starts in. */
    public interface Folders {

        /** Return an absolute path on the machine of the process. */
        String of(ProcessEntry entry);
    }

    /** Create the watch over readiness. */
    public Readiness(Loop loop, Clock clock, Folders folders) {
        this.loop = loop;
        this.clock = clock;
        this.folders = folders;
    }

    /** The search for the readiness of one run. */
    private final class Watch {
        final String run;
        final ProcessEntry entry;
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

        /** What runs the checks, once that is known. */
        @Nullable
        Agent agent;

        Watch(String run, ProcessEntry entry, LaunchStep step, ReadyTime time) {
            this.run = run;
            this.entry = entry;
            this.step = step;
            this.time = time;
        }

        boolean current() {
            return watches.get(entry.name()) == this && !interrupted;
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

    /** Find out about the readiness of a process, unless that is under way or there is nothing to find out. */
    public void seek(ProcessEntry entry, LaunchStep step) {
        seek(entry, step, new ReadyTime(entry.config().readyTimeout()));
    }

    private void seek(ProcessEntry entry, LaunchStep step, ReadyTime time) {
        Optional<PaneRecord> sought = entry.alivePane().filter(Readiness::open);
        if (sought.isEmpty()) {
            forget(entry);
            return;
        }
        PaneRecord pane = sought.get();
        Watch present = watches.get(entry.name());
        if (present != null && present.run.equals(pane.start().run())) {
            return;
        }
        forget(entry);
        Watch watch = new Watch(pane.start().run(), entry, step, time);
        watches.put(entry.name(), watch);
        CompletableFuture<Place> begun =
                loop.map(entry.link().place(entry.config().container()), place -> {
                    if (watch.current()) {
                        watch.agent = place.agent();
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
            interrupt(watch.entry);
            loop.schedule(BEFORE_RETRY, () -> {
                if (watches.get(watch.entry.name()) == watch) {
                    resume(watch.entry);
                }
            });
        }
    }

    /** Return whether there is nothing to begin for a pane: its readiness is known, or is being found out. */
    public boolean seeks(ProcessEntry entry, PaneRecord pane) {
        if (!open(pane)) {
            forget(entry);
            return true;
        }
        Watch present = watches.get(entry.name());
        return present != null && present.run.equals(pane.start().run());
    }

    private static boolean open(PaneRecord pane) {
        return pane.marks().readyMillis() == 0
                && pane.marks().stopMillis() == 0
                && pane.marks().failure().isEmpty();
    }

    /** Find out no more about the readiness of a process. */
    public void forget(ProcessEntry entry) {
        Watch watch = watches.remove(entry.name());
        if (watch != null) {
            watch.cancel();
        }
    }

    /** Take note that the machine of a process is lost, and all that was under way there. */
    public void interrupt(ProcessEntry entry) {
        Watch watch = watches.get(entry.name());
        if (watch != null) {
            watch.interrupted = true;
            watch.cancel();
        }
    }

    /** Go on with a process whose machine is back; somebody may be waiting for its readiness. */
    public void resume(ProcessEntry entry) {
        Watch watch = watches.get(entry.name());
        if (watch != null && watch.interrupted) {
            forget(entry);
            if (entry.alivePane()
                    .filter(pane -> pane.start().run().equals(watch.run))
                    .isPresent()) {
                seek(entry, watch.step, watch.time);
            }
        }
    }

    /** Nothing of a process is ready, and nothing is checked, before its command has begun. */
    private void awaitBegin(Watch watch, PaneRecord pane, Place place) {
        ShellCanary canary = canary(place);
        if (!pane.start().announced()) {
            begun(watch, pane, place, canary.shellUp(), Duration.ZERO);
            return;
        }
        CompletableFuture<Void> up = CompletableFuture.completedFuture(null);
        LackMark lack = lackMark(watch, pane);
        if (pane.marks().begun()) {
            if (!watch.entry.config().persistent()) {
                lack.clear();
            }
            // Where it is not known how long that took, it is found out when a check takes long.
            note(
                    watch,
                    server -> server.markBegun(
                            pane.paneId(), Math.max(1, pane.marks().beginMillis())));
            begun(watch, pane, place, up, Duration.ofMillis(pane.marks().beginMillis()));
            return;
        }
        Duration passed =
                Duration.ofMillis(Math.max(0, clock.millis() - pane.start().startMillis()));
        watch.begin = new CommandBegin(
                () -> watch.entry
                        .link()
                        .server()
                        .map(server -> server.hasBegun(pane.paneId()))
                        .orElseGet(() -> CompletableFuture.completedFuture(false)),
                loop,
                passed,
                new CommandBegin.Outcome() {
                    @Override
                    public void begun(Duration took) {
                        watch.cancel();
                        watch.entry.note("");
                        lack.clear();
                        note(watch, server -> server.markBegun(pane.paneId(), Math.max(1, took.toMillis())));
                        Readiness.this.begun(watch, pane, place, up, took);
                    }

                    @Override
                    public void notYet(String reason) {
                        watch.entry.note(reason);
                        lack.found(reason);
                    }
                });
        limit(watch, pane);
        watch.begin.begin();
    }

    private LackMark lackMark(Watch watch, PaneRecord pane) {
        return new LackMark(
                loop, pane.marks().lack(), text -> note(watch, server -> server.markLack(pane.paneId(), text)));
    }

    /** What has checks is late too if its command does not begin in its time. */
    private void limit(Watch watch, PaneRecord pane) {
        Duration left = watch.time.left();
        if (left == null || watch.step.readyCheck() == null) {
            return;
        }
        watch.late = loop.schedule(left.compareTo(BEFORE_RETRY) > 0 ? left : BEFORE_RETRY, () -> {
            watch.cancel();
            String why = watch.time.lateReason("~/.bashrc has not come to its end, so its command has not begun");
            note(watch, server -> server.markFailure(pane.paneId(), why));
        });
    }

    private void begun(Watch watch, PaneRecord pane, Place place, CompletableFuture<Void> shellUp, Duration shellTook) {
        String check = watch.step.readyCheck();
        if (!watch.entry.config().persistent()) {
            return;
        } else if (check == null) {
            awaitDelay(watch, pane, shellUp);
            return;
        }
        // In a container nothing of tmux is there.
        CompletableFuture<Map<String, String>> tmux = watch.entry.config().container() != null
                ? CompletableFuture.completedFuture(Map.of())
                : watch.entry
                        .link()
                        .server()
                        .map(server -> server.environment(pane.paneId()))
                        .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
        loop.listen(tmux, (known, failure) -> {
            if (watch.current()) {
                probe(watch, pane, place, check, known == null ? Map.of() : known, shellTook);
            }
        });
    }

    private void awaitDelay(Watch watch, PaneRecord pane, CompletableFuture<Void> shellUp) {
        loop.listen(
                shellUp,
                (up, failure) -> loop.schedule(watch.entry.config().readyDelay(), () -> {
                    boolean alive = watch.entry
                            .alivePane()
                            .filter(now -> now.paneId().equals(pane.paneId()))
                            .isPresent();
                    // It may have died while tmux was deaf to it; then no mark is made, and its end is told.
                    watch.entry.link().nudge();
                    if (watch.current() && alive) {
                        note(watch, server -> server.markReady(pane.paneId(), clock.millis()));
                    }
                }));
    }

    private ShellCanary canary(Place place) {
        return canaries.computeIfAbsent(place.agent(), agent -> {
            loop.listen(agent.ended(), (reason, failure) -> {
                canaries.remove(agent);
                List.copyOf(watches.values()).stream()
                        .filter(watch -> agent.equals(watch.agent))
                        .forEach(this::retryElsewhere);
            });
            return new ShellCanary(place, loop);
        });
    }

    private void probe(
            Watch watch, PaneRecord pane, Place place, String check, Map<String, String> tmux, Duration shellTook) {
        var config = watch.entry.config();
        String script = new ProcessCommand(config).probe(place, check, folders.of(watch.entry), tmux);
        LackMark lack = lackMark(watch, pane);
        watch.probe = new ReadinessProbe(
                place.agent(),
                loop,
                script,
                config.readyPeriod(),
                ShellTime.of(place, loop, shellTook),
                watch.time,
                new ReadinessProbe.Outcome() {
                    @Override
                    public void checked() {
                        watch.entry.countReadyCheck();
                    }

                    @Override
                    public void ready() {
                        note(watch, server -> server.markReady(pane.paneId(), clock.millis()));
                    }

                    @Override
                    public void late(String reason) {
                        note(watch, server -> server.markFailure(pane.paneId(), reason));
                    }

                    @Override
                    public void notYet(String reason) {
                        watch.entry.note(reason);
                        // What became of the place is no news of the process.
                        if (!place.agent().ended().isDone()) {
                            lack.found(reason);
                        }
                    }
                });
        watch.probe.begin();
    }

    private interface Mark {
        CompletableFuture<List<String>> on(Panes server);
    }

    /** The pane may be gone by now, and the machine too: then there is no readiness to note. */
    private void note(Watch watch, Mark mark) {
        watch.entry
                .link()
                .server()
                .ifPresent(server -> loop.listen(mark.on(server), (done, failure) -> {
                    if (failure != null) {
                        logger.debug("{}: readiness not noted", watch.entry.name(), failure);
                    }
                }));
    }
}
