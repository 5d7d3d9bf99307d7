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
 * @param programs what runs in it, or has
 * @param end how its command ended; null while that lives
 * @param start what was noted at its start
 * @param marks what was noted since then
 * @param restarts what its restart policy noted
 * @param toldSeconds when tmux told all this, in seconds since 1970 by the machine's clock; 0 when not known
 */
public record PaneRecord(
        ProcessKey key,
        String paneId,
        Programs programs,
        @Nullable End end,
        StartMark start,
        PaneMarks marks,
        RestartMarks restarts,
        long toldSeconds) {

    /** How far the clocks of launcher and machine may be apart and still be one: a start may take a moment. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(5);

    /** What docker exec ends with when its connection to the Engine is lost. */
    private static final int LOST_CLIENT = 255;

    /**
     * Process ids.
     *
     * @param pane that of what tmux has started in it; of a dead pane it may be a stranger's by now
     * @param process that of the first program of the process, which that has started; 0 if it is the same, or not known yet
     */
    public record Programs(long pane, long process) {

        /** Return the first program of the process, as far as is known. */
        public long first() {
            return process > 0 ? process : pane;
        }
    }

    /**
     * How a command ended.
     *
     * @param exit its exit code or signal; null for a moment after its death
     * @param seconds when, in seconds since 1970 by the machine's clock; 0 when not known
     */
    public record End(@Nullable ExitStatus exit, long seconds) {}

    /** Return the process id of what tmux has started in it. */
    public long pid() {
        return programs.pane();
    }

    /** Return whether its command has begun, and nobody has asked for its end. */
    public boolean worksOn() {
        return alive() && marks.begun() && marks.stopMillis() == 0;
    }

    /** Return whether tmux shows it as dead, though its end may not be known yet. */
    public boolean dead() {
        return end != null;
    }

    /** Return how its command ended; null while that lives, or its end is not known yet. */
    public @Nullable ExitStatus exit() {
        return end == null ? null : end.exit();
    }

    /** Return when its command ended, in seconds since 1970 by the machine's clock; 0 when it has not, or that is not known. */
    public long endSeconds() {
        return end == null ? 0 : end.seconds();
    }

    /** Return whether its command lives, or its end is not known yet. */
    public boolean alive() {
        return exit() == null;
    }

    /** Return whether its command has ended, and not as it should: with another code than 0, by a signal, or when it did not work any more. */
    public boolean failed() {
        ExitStatus exit = exit();
        return exit != null && (exit.code() != 0 || !marks.unhealthy().isEmpty());
    }

    /** Return whether its command ended by itself as a client of Docker does that loses its Engine; other programs do so, too. */
    public boolean hasEndedAsALostClient() {
        ExitStatus exit = exit();
        return exit != null && exit.code() == LOST_CLIENT && marks.stopMillis() == 0;
    }

    /** Return whether another pane has taken its place, and it should be gone by now. */
    public boolean retired() {
        return dead() && Long.toString(marks.stopMillis()).equals(Predecessor.RETIRED);
    }

    /** Return this with other marks. */
    public PaneRecord with(PaneMarks now) {
        return new PaneRecord(key, paneId, programs, end, start, now, restarts, toldSeconds);
    }

    /** Return this with another end. */
    public PaneRecord with(@Nullable End now) {
        return new PaneRecord(key, paneId, programs, now, start, marks, restarts, toldSeconds);
    }

    /** Return this with other marks of its restart policy. */
    public PaneRecord with(RestartMarks now) {
        return new PaneRecord(key, paneId, programs, end, start, marks, now, toldSeconds);
    }

    /** Return this as it is told at another time, in seconds since 1970 by the machine's clock. */
    public PaneRecord toldAt(long seconds) {
        return new PaneRecord(key, paneId, programs, end, start, marks, restarts, seconds);
    }

    /**
     * Return when it ended, in milliseconds since 1970 by the clock that tells its start, and never before that; 0 when not
     * known. tmux tells the end in whole seconds, by the clock of the machine, which may be another one.
     */
    public long endMillis() {
        if (endSeconds() == 0) {
            return 0;
        }
        long made = start.madeSeconds() * 1000;
        boolean sameClock = made == 0 || Math.abs(made - start.startMillis()) <= SAME_CLOCK.toMillis();
        long ended = endSeconds() * 1000;
        return Math.max(start.startMillis(), sameClock ? ended : start.startMillis() + ended - made);
    }

    /** Return whether it is known to have ended at most so long before tmux told this. */
    public boolean endedWithin(Duration time) {
        return endSeconds() > 0 && toldSeconds - endSeconds() <= time.toSeconds();
    }

    /**
     * Return this with the time of its end. Before 3.3 tmux does not tell it: it ended when it was first seen dead by who
     * saw it alive.
     *
     * @param before what was known of the process before, or null
     */
    public PaneRecord after(@Nullable PaneRecord before) {
        End known = end;
        if (known == null || known.seconds() > 0 || before == null || !before.paneId.equals(paneId)) {
            return this;
        }
        return with(new End(known.exit(), before.dead() ? before.endSeconds() : toldSeconds));
    }
}
