/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns everything mutable of a launcher.
 *
 * <p>Whatever happens elsewhere (a reply of tmux, the end of a command, a caller's wish) is handed to it as a step that
 * never waits. So no state needs a lock, and nothing on the way to a process waits for a machine. All methods may be
 * called from any thread.
 */
public final class LauncherLoop implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(LauncherLoop.class);

    private final ScheduledThreadPoolExecutor executor;

    /** Create a loop; the name shows in thread dumps. */
    public LauncherLoop(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("concert-loop-" + name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Run a step soon; after {@link #close} it is not run. */
    public void execute(Runnable step) {
        try {
            executor.execute(() -> guard(step));
        } catch (RejectedExecutionException e) {
            logger.debug("A step came after the launcher was closed", e);
        }
    }

    /** Run a step after a delay, unless it is cancelled; cancel it from a step only. After {@link #close} it is not run. */
    public Future<?> schedule(Duration delay, Runnable step) {
        try {
            return executor.schedule(() -> guard(step), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            logger.debug("A step came after the launcher was closed", e);
            CompletableFuture<Void> never = new CompletableFuture<>();
            never.cancel(false);
            return never;
        }
    }

    /** Run a step after a delay, come what may. */
    public void after(Duration delay, Runnable step) {
        Future<?> scheduled = schedule(delay, step);
        if (scheduled.isCancelled()) {
            logger.debug("A step came after the launcher was closed");
        }
    }

    /** Run a step with the value or the failure of a stage, once it is completed. */
    public <T> void then(CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> step) {
        stage.whenComplete((value, failure) -> execute(() -> step.accept(value, failure)));
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
