/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.UpMark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes to targets, of this launcher and of others, as they are noted on the machines: the latest wins, and what a launcher has left
 * undone that has gone is done by another. Lives on the loop; {@link #begin} may be called by any thread.
 */
final class Ups {

    private static final Logger logger = LoggerFactory.getLogger(Ups.class);

    private final Processes processes;
    private final Loop loop;
    private final AtomicReference<@Nullable UpRun> latest = new AtomicReference<>();
    private final AtomicLong lastMillis = new AtomicLong();

    /** The last that was taken over from a launcher that has gone, or given up for it. */
    private String over = "";

    Ups(Processes processes) {
        this.processes = processes;
        this.loop = processes.loop();
    }

    /** Return an id for a change that is asked for at some time, in milliseconds: greater than all that were returned here before. */
    String nextId(long millis) {
        long later = lastMillis.updateAndGet(last -> Math.max(last + 1, millis));
        return "%013d-%08d".formatted(later, ThreadLocalRandom.current().nextInt(100_000_000));
    }

    /** Have one take the place of the one before. */
    void begin(UpRun next) {
        next.replace(latest.getAndSet(next));
    }

    /** Note one on each machine that is connected; return whether no later one is noted on any. */
    CompletableFuture<Boolean> note(String session, UpMark up) {
        var noted = links().flatMap(link -> link.server().stream())
                .map(server -> loop.either(
                        server.noteUp(session, up),
                        (first, failure) -> CompletableFuture.completedFuture(failure != null || first)))
                .toList();
        return loop.map(Loop.all(noted), all -> noted.stream().allMatch(CompletableFuture::join));
    }

    /**
     * Take note of what the machines have told.
     *
     * @return the one that is to be done here, as the launcher that did it has gone
     */
    Optional<UpMark> consider(String session, boolean serves, boolean asked) {
        UpMark last = links().map(link -> link.lastTold().up(session))
                .filter(Objects::nonNull)
                .max(UpMark::compareTo)
                .orElse(null);
        UpRun own = latest.get();
        if (last == null) {
            return Optional.empty();
        }
        if (own != null && own.isUnderWay()) {
            if (last.id().compareTo(own.id()) > 0) {
                own.overtakenBy(last.target());
            }
            return Optional.empty();
        }
        if (!last.isAbandoned() || last.id().equals(over) || !(serves || asked)) {
            return Optional.empty();
        }
        over = last.id();
        if (asked) {
            // Whoever asks last wins.
            UpMark ended = new UpMark(last.id(), "", last.target(), true);
            loop.listen(note(session, ended), (noted, failure) -> logger.debug("up {} is given up", last.target()));
            return Optional.empty();
        }
        return Optional.of(last);
    }

    private Stream<MachineLink> links() {
        return processes.present().get().values().stream()
                .map(ProcessEntry::link)
                .distinct();
    }
}
