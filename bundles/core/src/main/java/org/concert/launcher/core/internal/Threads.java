/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.loop.LoopThread;

/**
 * What a launcher runs on.
 *
 * @param loop runs its steps
 * @param waiting runs what waits for machines: as many threads as there are machines being connected to at once
 * @param end ends all of them
 */
record Threads(Loop loop, Executor waiting, Runnable end) {

    /** How long a thread is kept that has nothing to do: many may ask for output at once, and seldom. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    /** Return a loop with the threads that it needs beside it. */
    static Threads of(LoopThread loop) {
        AtomicInteger count = new AtomicInteger();
        ExecutorService waiting = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "concert-waiting-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        return new Threads(loop, waiting, () -> {
            loop.close();
            waiting.shutdownNow();
        });
    }
}
