/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;

/** Requests that wait for a transport to come, each for as long as a request may. Lives on the loop. */
final class ParkedRequests {

    private final Loop loop;
    private final Duration patience;
    private final Set<CompletableFuture<Void>> parked = new LinkedHashSet<>();

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
     * Have a request made again when it is worth while, at the latest when its time is over; if that was over already, or
     * something else than a missing transport failed it, that is what comes of it.
     */
    <T> CompletableFuture<T> retry(Throwable failure, long deadlineNanos, Supplier<CompletableFuture<T>> request) {
        long leftNanos = deadlineNanos - loop.nanoTime();
        if (!(failure instanceof MissingTransportException) || leftNanos <= 0) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Void> again = new CompletableFuture<>();
        parked.add(again);
        Delay limit = loop.schedule(Duration.ofNanos(leftNanos), () -> again.complete(null));
        return loop.then(again, worthWhile -> {
            limit.cancel();
            parked.removeIf(each -> each == again);
            return request.get();
        });
    }

    /** Have all requests made again. */
    void wake() {
        List.copyOf(parked).forEach(request -> request.complete(null));
    }
}
