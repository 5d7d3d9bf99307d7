/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.HashMap;
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
 * Looks for what lives on of processes whose window has gone, and looks again until nothing of it is left. Nothing is looked for
 * where no window has gone. Lives on the loop.
 */
public final class OutlivedWatch {

    private static final Logger logger = LoggerFactory.getLogger(OutlivedWatch.class);

    /** The programs of a window that is closed get SIGHUP, and need a moment to end by that. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MembersByPlace members;
    private final Loop loop;

    /** The looks that are under way, or planned. */
    private final Map<ProcessEntry, Looks> underWay = new HashMap<>();

    /** Create one. */
    public OutlivedWatch(MembersByPlace members, Loop loop) {
        this.members = members;
        this.loop = loop;
    }

    /** Begin to look, if something of a process may live on. */
    public void consider(ProcessEntry entry) {
        Looks present = underWay.get(entry);
        if (entry.link().server().isPresent()
                && !entry.outlived().runs().isEmpty()
                && (present == null
                        || !present.runs.containsAll(entry.outlived().runs().keySet()))) {
            Looks looks = new Looks(entry);
            underWay.put(entry, looks);
            looks.look();
        }
    }

    /** Look no more for what lives on of a process. */
    public void forget(ProcessEntry entry) {
        underWay.remove(entry);
    }

    /** The looks for what lives on of one process. */
    private final class Looks {

        private final ProcessEntry entry;
        private final long graceOverNanos;
        private Duration pause = GRACE;
        private Set<String> runs = Set.of();

        private Looks(ProcessEntry entry) {
            this.entry = entry;
            this.graceOverNanos = loop.nanoTime() + GRACE.toNanos();
        }

        private void look() {
            if (underWay.get(entry) != this) {
                return;
            }
            if (entry.link().server().isEmpty() || entry.outlived().runs().isEmpty()) {
                // When the machine is reached again, it tells what there is.
                underWay.remove(entry);
                return;
            }
            runs = entry.outlived().runs().keySet();
            CompletableFuture<Void> looked = loop.then(
                    entry.link().place(entry.config().container()),
                    place -> Loop.all(entry.outlived().runs().entrySet().stream()
                            .map(run -> loop.then(
                                    members.of(place)
                                            .find(new Members.Wanted(run.getKey(), Members.UNKNOWN, run.getValue())),
                                    found -> take(run.getKey(), found)))
                            .toList()));
            loop.listen(looked, (done, failure) -> again(failure));
        }

        private CompletableFuture<Void> take(String run, ProcessTree found) {
            Outlived.Trace trace = entry.outlived().traces().get(run);
            if (trace == null) {
                return CompletableFuture.completedFuture(null);
            }
            if (found.isEmpty()) {
                over(run);
            } else if (trace.phase() == Outlived.Phase.LIVING || loop.nanoTime() - graceOverNanos >= 0) {
                if (trace.phase() != Outlived.Phase.LIVING) {
                    logger.warn("{}: its window is gone, but {} live on", entry.name(), found);
                }
                entry.outlived(entry.outlived().with(run, Outlived.Phase.LIVING, found));
            } else {
                entry.outlived(entry.outlived().with(run, trace.phase(), found));
            }
            return CompletableFuture.completedFuture(null);
        }

        private void over(String run) {
            PaneRecord pane = entry.pane()
                    .filter(shown -> shown.start().run().equals(run))
                    .orElse(null);
            if (pane == null) {
                entry.outlived(entry.outlived().without(run));
                return;
            }
            entry.outlived(entry.outlived().with(run, Outlived.Phase.OVER, ProcessTree.EMPTY));
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
                List.copyOf(entry.outlived().runs().keySet()).forEach(this::over);
            } else if (failure != null) {
                logger.debug("{}: it is not known what lives on", entry.name(), failure);
            }
            if (entry.outlived().runs().isEmpty()) {
                underWay.remove(entry, this);
                return;
            }
            loop.schedule(pause, this::look);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
    }
}
