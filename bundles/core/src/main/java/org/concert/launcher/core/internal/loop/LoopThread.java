/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop of a launcher that runs: a thread of its own. */
public final class LoopThread implements Loop, AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(LoopThread.class);

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    /** Create a loop; the name shows in thread dumps. */
    public LoopThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "concert-loop-" + name);
            made.setDaemon(true);
            thread = made;
            return made;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable step) {
        try {
            executor.execute(() -> guard(step));
        } catch (RejectedExecutionException e) {
            throw new RejectedExecutionException("The launcher is closed", e);
        }
    }

    @Override
    public void tell(Runnable step) {
        try {
            execute(step);
        } catch (RejectedExecutionException e) {
            logger.debug("A step came after the launcher was closed", e);
        }
    }

    @Override
    public Delay schedule(Duration delay, Runnable step) {
        try {
            ScheduledFuture<?> scheduled = executor.schedule(() -> guard(step), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            logger.debug("A step came after the launcher was closed", e);
            return () -> logger.trace("A step that never came is cancelled");
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void require() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("Cannot change what a launcher knows on thread "
                    + Thread.currentThread().getName());
        }
    }

    /** Return the timer, for others' deadlines. */
    public ScheduledExecutorService timer() {
        return executor;
    }

    private static void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            // An Error too: the executor would keep it to itself.
            logger.error("A step failed; what it was to do is not done", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
