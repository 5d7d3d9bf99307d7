/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.concert.launcher.core.internal.LauncherLoop;

/** Requests that wait for a transport to come, each for as long as a request may. Lives on the loop. */
final class ParkedRequests {

    private final LauncherLoop loop;
    private final Duration patience;
    private final Set<Runnable> parked = new LinkedHashSet<>();

    /**
     * Create one without any.
     *
     * @param patience how long a request may wait
     */
    ParkedRequests(LauncherLoop loop, Duration patience) {
        this.loop = loop;
        this.patience = patience;
    }

    /** Return when the time of a request that begins now is over, by {@link System#nanoTime}. */
    long deadlineNanos() {
        return System.nanoTime() + patience.toNanos();
    }

    /**
     * Have a request made again when it is worth while, at the latest when its time is over.
     *
     * @return false if its time is over
     */
    boolean park(long deadlineNanos, Runnable again) {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
            return false;
        }
        parked.add(again);
        loop.after(Duration.ofNanos(leftNanos), () -> {
            if (parked.remove(again)) {
                again.run();
            }
        });
        return true;
    }

    /** Have all requests made again. */
    void wake() {
        List<Runnable> woken = List.copyOf(parked);
        parked.clear();
        woken.forEach(Runnable::run);
    }
}
