/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;

/** Requests that wait for a transport to come, each for as long as a request may. Lives on the loop. */
final class ParkedRequests {

    private final Loop loop;
    private final Duration patience;
    private final Set<CompletableFuture<Boolean>> parked = new LinkedHashSet<>();

    /**
     * Create one without any.
     *
     * @param patience how long a request may wait
     */
    ParkedRequests(Loop loop, Duration patience) {
        this.loop = loop;
        this.patience = patience;
    }

    /** Return when the time of a request that begins now is over, by {@link Loop#nanoTime}. */
    long deadlineNanos() {
        return loop.nanoTime() + patience.toNanos();
    }

    /**
     * Return a future that is completed when a request is to be made again, at the latest when its time is over; with false if
     * that was over already.
     */
    CompletableFuture<Boolean> park(long deadlineNanos) {
        long leftNanos = deadlineNanos - loop.nanoTime();
        if (leftNanos <= 0) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> again = new CompletableFuture<>();
        parked.add(again);
        Delay limit = loop.schedule(Duration.ofNanos(leftNanos), () -> again.complete(true));
        loop.listen(again, (worthWhile, failure) -> {
            limit.cancel();
            parked.removeIf(each -> each == again);
        });
        return again;
    }

    /** Have all requests made again. */
    void wake() {
        List.copyOf(parked).forEach(request -> request.complete(true));
    }
}
