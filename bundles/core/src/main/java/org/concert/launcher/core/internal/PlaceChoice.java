/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;

/** Which of the places that a process may be in is shown of it: where it runs, or is about to; else where most is known of it. On the loop. */
final class PlaceChoice {

    private PlaceChoice() {}

    /** How much tells for a place, the least first. */
    private enum Claim {
        /** It is known that nothing runs there. */
        NOTHING,
        /** Nobody can be asked there, so it may run. */
        MAY_RUN,
        /** It has ended there by itself. */
        ENDED,
        /** It is to run there. */
        WISHED,
        /** It runs there, or something of it does, or this launcher is about to do something with it. */
        BUSY
    }

    /**
     * Return the entry to be shown.
     *
     * @param places those of one process; first the one that is shown, which stays if no other has a better claim. At least one
     */
    static ProcessEntry of(List<ProcessEntry> places) {
        ProcessEntry best = places.get(0);
        for (ProcessEntry other : places) {
            if (BY_CLAIM.compare(other, best) > 0) {
                best = other;
            }
        }
        return best;
    }

    private static final Comparator<ProcessEntry> BY_CLAIM =
            Comparator.comparing(PlaceChoice::claim).thenComparing(PlaceChoice::lastStart);

    /** Tell whether it runs there, or something of it does, or this launcher is about to do something with it. */
    static boolean isBusy(ProcessEntry entry) {
        return claim(entry) == Claim.BUSY;
    }

    /** Return the places, other than the one of an entry, in which the process runs as well. */
    static Optional<ProcessEntry> runningBeside(ProcessEntry entry, Collection<ProcessEntry> places) {
        return places.stream()
                .filter(other -> other != entry && other.alivePane().isPresent())
                .findFirst();
    }

    private static Claim claim(ProcessEntry entry) {
        ProcessState state = entry.state();
        if (entry.alivePane().isPresent()
                || entry.waiting()
                || entry.starting()
                || entry.outlives()
                || state == ProcessState.STOPPING
                || state == ProcessState.BACKOFF) {
            return Claim.BUSY;
        } else if (entry.wished().get().isPresent()) {
            return Claim.WISHED;
        } else if (state == ProcessState.UNKNOWN) {
            return Claim.MAY_RUN;
        }
        return state == ProcessState.STOPPED ? Claim.NOTHING : Claim.ENDED;
    }

    private static long lastStart(ProcessEntry entry) {
        return entry.pane()
                .map(PaneRecord::start)
                .map(start -> start.startMillis())
                .orElse(0L);
    }
}
