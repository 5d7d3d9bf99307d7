/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what lives on of one process whose window has gone, or whose command has ended, and looks again until nothing of it is
 * left. Nothing is looked for where neither was; and for what a command leaves in the background only by who looks on. Lives on the
 * loop.
 */
final class Remains {

    private static final Logger logger = LoggerFactory.getLogger(Remains.class);

    /** The programs of a window that is closed get SIGHUP, and need a moment to end by that. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ProcessEntry entry;
    private final MembersByPlace members;
    private final Loop loop;

    private Outlived outlived = Outlived.NOTHING;

    /** The looks that are under way, or planned. */
    private @Nullable Looks underWay;

    /** Create one. */
    Remains(ProcessEntry entry, ProcessContext context) {
        this.entry = entry;
        this.members = context.members();
        this.loop = context.loop();
    }

    /** Return what is known. */
    Outlived known() {
        return outlived;
    }

    /** Take note of what lives on. */
    void note(Outlived now) {
        if (outlived.livesOn() && !now.livesOn()) {
            entry.freed();
        }
        outlived = now;
        entry.changed();
    }

    /** Take note of programs that were found to live on without a window, by run id. */
    void found(Map<String, List<Long>> runs) {
        note(outlived.found(runs, entry.pane().orElse(null)));
    }

    /** Take note that what numbers the programs have may be others from now on. */
    void disconnected() {
        outlived = outlived.withoutPrograms();
    }

    /** Take note that a pane was removed, and that nothing was left of its run. */
    void goneWith(PaneRecord pane) {
        outlived = outlived.without(pane.start().run());
    }

    /**
     * Take note of what tmux tells.
     *
     * @param use what a run of it used when that was measured last; null if it was not
     */
    void told(@Nullable PaneRecord before, @Nullable PaneRecord now, @Nullable ResourceUse use) {
        boolean isOfBefore =
                use != null && before != null && use.run().equals(before.start().run());
        ProcessTree programs = use == null || !isOfBefore ? ProcessTree.EMPTY : ProcessTree.ofWords(use.known());
        // Without a connection each look tells all there is.
        Outlived earlier =
                entry.link().server().isPresent() ? outlived.told(before, programs, now) : Outlived.endedIn(now);
        outlived = earlier.found(entry.link().takeOrphans(entry.key()), now);
    }

    /** Begin to look, if something may live on. */
    void consider() {
        Map<String, ProcessTree> wanted = wanted();
        if (entry.link().server().isPresent()
                && !wanted.isEmpty()
                && (underWay == null || !underWay.runs.containsAll(wanted.keySet()))) {
            Looks looks = new Looks();
            underWay = looks;
            looks.begin();
        }
    }

    private Map<String, ProcessTree> wanted() {
        Map<String, ProcessTree> wanted = new LinkedHashMap<>(outlived.runs());
        if (entry.link().kept()) {
            wanted.putAll(outlived.ended());
        }
        return wanted;
    }

    /** Look no more. */
    void forget() {
        underWay = null;
    }

    /** One look after the other. */
    private final class Looks {

        private final long graceOverNanos = loop.nanoTime() + GRACE.toNanos();
        private Duration pause = GRACE;
        private Set<String> runs = Set.of();

        /** What ends on its own is seen to a moment later: most often nothing is left, and often it runs again by then. */
        private void begin() {
            runs = wanted().keySet();
            if (outlived.runs().isEmpty() && !entry.containment().mayHaveLostItsClient()) {
                loop.schedule(GRACE, this::look);
            } else {
                look();
            }
        }

        private void look() {
            if (underWay != this) {
                return;
            }
            Map<String, ProcessTree> wanted = wanted();
            if (entry.link().server().isEmpty() || wanted.isEmpty()) {
                // When the machine is reached again, it tells what there is.
                underWay = null;
                return;
            }
            runs = wanted.keySet();
            CompletableFuture<Void> looked = loop.then(
                    entry.link().place(entry.container()),
                    place -> Loop.all(wanted.entrySet().stream()
                            .map(run -> loop.then(
                                    members.of(place)
                                            .find(new Members.Wanted(run.getKey(), Members.UNKNOWN, run.getValue())),
                                    found -> take(run.getKey(), found)))
                            .toList()));
            loop.listen(looked, (done, failure) -> again(failure));
        }

        private CompletableFuture<Void> take(String run, ProcessTree found) {
            Outlived.Trace trace = outlived.traces().get(run);
            if (trace == null) {
                return CompletableFuture.completedFuture(null);
            }
            if (found.isEmpty()) {
                over(run);
            } else if (loop.nanoTime() - graceOverNanos >= 0) {
                note(outlived.with(run, living(trace.phase(), found), found));
            } else {
                note(outlived.with(run, trace.phase(), found));
            }
            return CompletableFuture.completedFuture(null);
        }

        private Outlived.Phase living(Outlived.Phase before, ProcessTree found) {
            if (before == Outlived.Phase.ENDED) {
                logger.info("{}: has left {} running in the background", entry.name(), found);
                return Outlived.Phase.BACKGROUND;
            } else if (before == Outlived.Phase.LIVING || before == Outlived.Phase.BACKGROUND) {
                return before;
            }
            logger.warn("{}: its window is gone, but {} live on", entry.name(), found);
            return Outlived.Phase.LIVING;
        }

        private void over(String run) {
            boolean noted = outlived.livesOn(run);
            PaneRecord pane = entry.pane()
                    .filter(shown -> shown.start().run().equals(run))
                    .orElse(null);
            if (pane == null) {
                note(outlived.without(run));
                return;
            }
            note(outlived.with(run, Outlived.Phase.OVER, ProcessTree.EMPTY));
            if (!noted) {
                return;
            }
            entry.link()
                    .server()
                    .ifPresent(server -> loop.listen(server.markLeft(pane.paneId(), ""), (marked, failure) -> {
                        if (failure != null) {
                            logger.debug("{}: it is not noted that nothing is left", entry.name(), failure);
                        }
                    }));
        }

        private void again(@Nullable Throwable failure) {
            if (failure instanceof TransportException lost && lost.isNothingRunning()) {
                // Its container has stopped.
                List.copyOf(wanted().keySet()).forEach(this::over);
            } else if (failure != null) {
                logger.debug("{}: it is not known what lives on", entry.name(), failure);
            }
            if (wanted().isEmpty()) {
                end();
                return;
            }
            loop.schedule(pause, this::look);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }

        private void end() {
            if (underWay == this) {
                underWay = null;
            }
        }
    }
}
