/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends what waits without a time limit of its own, by an action that makes it fail; closed in time, it does nothing. The
 * action runs on a thread of the common pool.
 */
final class Deadline implements AutoCloseable {

    private final Future<?> action;

    private Deadline(Duration patience, Runnable end) {
        action = CompletableFuture.runAsync(
                end, CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    static Deadline after(Duration patience, Runnable end) {
        return new Deadline(patience, end);
    }

    @Override
    public void close() {
        action.cancel(false);
    }
}
