/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.time.Duration;
import org.concert.launcher.api.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * A pane of ours, as tmux tells of it.
 *
 * @param key the process it was made for
 * @param paneId such as {@code %7}
 * @param pid the process id of what tmux has started in it; of a dead pane it may be a stranger's by now
 * @param dead whether its command has ended
 * @param exit how it ended; null while it lives, and for a moment after its death
 * @param endSeconds when it ended, in seconds since 1970 by the machine's clock; 0 when not known
 * @param start what was noted at its start
 * @param begun whether its command has begun: its shell has come to it, or does not tell
 * @param beginMillis how long its shell took to come to the command, at most, in milliseconds; 0 when not known
 * @param readyMillis when its readiness was shown, in milliseconds since 1970; 0 if not
 * @param stopMillis when a stop was asked for, in milliseconds since 1970; 0 if not
 * @param failure why it counts as failed though it lives; empty if it does not
 * @param lack what its readiness lacks, as a check told last; empty if that is not known
 * @param restarts what is noted of its restart policy
 * @param captureFailure why its output is not captured; empty if it is
 * @param toldSeconds when tmux told all this, in seconds since 1970 by the machine's clock; 0 when not known
 * @param programPid the process id of the first program of the process, which that has started; 0 if it is the same, or
 *     not known yet
 * @param left the programs that a stop could not end, a line each as agent.sh names them; empty if there are none
 */
public record PaneRecord(
        ProcessKey key,
        String paneId,
        long pid,
        boolean dead,
        @Nullable ExitStatus exit,
        long endSeconds,
        StartMark start,
        boolean begun,
        long beginMillis,
        long readyMillis,
        long stopMillis,
        String failure,
        String lack,
        RestartMarks restarts,
        String captureFailure,
        long toldSeconds,
        long programPid,
        String left) {

    /** Create the record of a pane whose first program is not known by itself, and of which no stop has failed. */
    public PaneRecord(
            ProcessKey key,
            String paneId,
            long pid,
            boolean dead,
            @Nullable ExitStatus exit,
            long endSeconds,
            StartMark start,
            boolean begun,
            long beginMillis,
            long readyMillis,
            long stopMillis,
            String failure,
            String lack,
            RestartMarks restarts,
            String captureFailure,
            long toldSeconds) {
        this(
                key,
                paneId,
                pid,
                dead,
                exit,
                endSeconds,
                start,
                begun,
                beginMillis,
                readyMillis,
                stopMillis,
                failure,
                lack,
                restarts,
                captureFailure,
                toldSeconds,
                0,
                "");
    }

    /** Return the process id of its first program, as far as is known. */
    public long firstPid() {
        return programPid > 0 ? programPid : pid;
    }

    /** How far the clocks of launcher and machine may be apart and still be one: a start may take a moment. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(5);

    /** Return whether its command lives, or its end is not known yet. */
    public boolean alive() {
        return !dead || exit == null;
    }

    /** Return whether another pane has taken its place, and it should be gone by now. */
    public boolean retired() {
        return dead && Long.toString(stopMillis).equals(Predecessor.RETIRED);
    }

    /** Return this, not counting as failed. */
    public PaneRecord withoutFailure() {
        return new PaneRecord(
                key,
                paneId,
                pid,
                dead,
                exit,
                endSeconds,
                start,
                begun,
                beginMillis,
                readyMillis,
                stopMillis,
                "",
                lack,
                restarts,
                captureFailure,
                toldSeconds,
                programPid,
                left);
    }

    /**
     * Return when it ended, in milliseconds since 1970 by the clock that tells its start, and never before that; 0 when not
     * known. tmux tells the end in whole seconds, by the clock of the machine, which may be another one.
     */
    public long endMillis() {
        if (endSeconds == 0) {
            return 0;
        }
        long begun = start.madeSeconds() * 1000;
        boolean sameClock = begun == 0 || Math.abs(begun - start.startMillis()) <= SAME_CLOCK.toMillis();
        long ended = endSeconds * 1000;
        return Math.max(start.startMillis(), sameClock ? ended : start.startMillis() + ended - begun);
    }

    /** Return whether it is known to have ended at most so long before tmux told this. */
    public boolean endedWithin(Duration time) {
        return dead && endSeconds > 0 && toldSeconds - endSeconds <= time.toSeconds();
    }

    /**
     * Return this with the time of its end. Before 3.3 tmux does not tell it: it ended when it was first seen dead by who
     * saw it alive.
     *
     * @param before what was known of the process before, or null
     */
    public PaneRecord after(@Nullable PaneRecord before) {
        if (!dead || endSeconds > 0 || before == null || !before.paneId.equals(paneId)) {
            return this;
        }
        long seen = before.dead ? before.endSeconds : toldSeconds;
        return new PaneRecord(
                key,
                paneId,
                pid,
                true,
                exit,
                seen,
                start,
                begun,
                beginMillis,
                readyMillis,
                stopMillis,
                failure,
                lack,
                restarts,
                captureFailure,
                toldSeconds,
                programPid,
                left);
    }
}
