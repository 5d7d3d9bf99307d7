/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one piece of work whenever there is something to do, on a thread of its own that ends when there is not. What is
 * asked for while the work is being done is done once more after it: nothing is missed and nothing piles up.
 */
final class Lane implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Lane.class);

    private static final long IDLE_SECONDS = 10;

    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ThreadPoolExecutor executor;

    /**
     * Create one.
     *
     * @param name the name of its thread
     * @param work what is to be done; an exception ends this doing of it only
     */
    Lane(String name, Runnable work) {
        this.work = work;
        executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                // Of those that were asked for, one waits at most.
                new ArrayBlockingQueue<>(2),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                },
                // After the close nothing is done any more.
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Have the work done soon; never waits. */
    void ask() {
        if (asked.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        // Before the work: whoever asks from now on may have something that it does not see.
        asked.set(false);
        try {
            work.run();
        } catch (RuntimeException e) {
            logger.error("Cannot tell of all changes of processes", e);
        }
    }

    /** Begin no more work; what is being done goes on to its end. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
