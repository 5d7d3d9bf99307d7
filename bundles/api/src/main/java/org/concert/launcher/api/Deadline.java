/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends what waits without a time limit of its own, by an action that makes it fail, such as closing what it reads from. Closed in
 * time, it does nothing. The action runs on a thread of the common pool.
 */
public final class Deadline implements AutoCloseable {

    private final Future<?> action;
    private volatile boolean passed;

    private Deadline(Duration patience, Runnable end) {
        action = CompletableFuture.runAsync(
                () -> {
                    passed = true;
                    end.run();
                },
                CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Have something ended after a time. */
    public static Deadline after(Duration patience, Runnable end) {
        return new Deadline(patience, end);
    }

    /** Return whether it was too late. */
    public boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        action.cancel(false);
    }
}
