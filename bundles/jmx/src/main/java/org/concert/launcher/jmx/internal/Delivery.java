/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that call notification listeners, and the count of what was dropped. A listener is called by one thread
 * at a time, and idle threads end: there are never more than there are listeners at work.
 */
public final class Delivery implements Executor, AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            this::thread,
            // After the close nobody is told anything.
            new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void execute(Runnable command) {
        pool.execute(command);
    }

    /** Count a notification that a listener will not see. */
    void drop() {
        dropped.incrementAndGet();
    }

    /** Return how many notifications were dropped. */
    long dropped() {
        return dropped.get();
    }

    /** Let the listeners hear what is under way, for a second at most; then interrupt those that hang. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.shutdownNow();
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, "concert-jmx-notify-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
