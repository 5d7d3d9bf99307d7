/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time that one run of a process has to become ready. It goes on while the machine of the process cannot be reached, so it
 * outlives the probes of each connection. Lives on the loop.
 */
final class ReadyTime {

    private final @Nullable Duration timeout;
    private final long beganNanos = System.nanoTime();
    private String lastFailure = "";
    private boolean lastLookTaken;

    /**
     * Begin to count.
     *
     * @param timeout how long it may take; null for ever
     */
    ReadyTime(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    /** Return what is left, negative if it is over; null if it is never over. */
    @Nullable
    Duration left() {
        return timeout == null ? null : timeout.minusNanos(System.nanoTime() - beganNanos);
    }

    boolean isOver() {
        Duration left = left();
        return left != null && (left.isNegative() || left.isZero());
    }

    /**
     * Return whether there may be one check after the time: the process may have become ready while nobody could look. True
     * once, so that a connection that comes and goes does not put off the end for ever.
     */
    boolean takeLastLook() {
        boolean taken = lastLookTaken;
        lastLookTaken = true;
        return !taken;
    }

    /** Take note of why a check failed. */
    void failed(String why) {
        lastFailure = why;
    }

    /** Return how the last check that ended failed; empty if none has ended. */
    String lastFailure() {
        return lastFailure;
    }

    /** Return why the process is late. */
    String lateReason(String why) {
        return "not ready within %s; %s".formatted(timeout == null ? "" : words(timeout), why);
    }

    static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
