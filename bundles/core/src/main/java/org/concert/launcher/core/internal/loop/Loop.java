/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concert.launcher.api.LauncherException;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps one after the other. What a launcher knows is changed by its steps only, so it needs no lock; a step never
 * waits, so nothing on the way to a process waits for a machine.
 *
 * <p>What waits for something is composed of steps: each gives the future of what comes after it, and if it throws, that
 * future fails with what was thrown. So whoever waits hears of it. All methods may be called from any thread.
 */
public interface Loop extends Executor {

    /**
     * Run a step soon.
     *
     * @throws RejectedExecutionException if the launcher is closed; what is composed fails with that
     */
    @Override
    void execute(Runnable step);

    /** Run a step after a delay, unless it is cancelled or the launcher closed before. */
    Delay schedule(Duration delay, Runnable step);

    /** Return the time of a clock that nobody sets, in nanoseconds since some moment. */
    long nanoTime();

    /**
     * Make sure that this is called in a step.
     *
     * @throws IllegalStateException if it is not
     */
    void require();

    /** Run a step soon, for whose end nobody waits: if it fails, that is logged, and if the launcher is closed, it is not run. */
    void tell(Runnable step);

    /** Return the outcome of work that begins with a step. */
    default <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> work) {
        return then(CompletableFuture.completedFuture(this), now -> work.get());
    }

    /** Return the outcome of work that begins with a step, once a stage has a value; if that fails, this fails too. */
    default <T, R> CompletableFuture<R> then(CompletionStage<T> stage, Function<? super T, CompletableFuture<R>> work) {
        return stage.<R>thenComposeAsync(work, this).toCompletableFuture();
    }

    /** Return the outcome of work that begins with a step, once a stage has a value or has failed, and why. */
    default <T, R> CompletableFuture<R> either(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, CompletableFuture<R>> work) {
        return stage.handleAsync((value, failure) -> work.apply(value, cause(failure)), this)
                .<R>thenCompose(Function.identity())
                .toCompletableFuture();
    }

    /** Return what a step makes of the value of a stage; if that fails, this fails too. */
    default <T, R> CompletableFuture<R> map(CompletionStage<T> stage, Function<? super T, R> step) {
        return stage.<R>thenApplyAsync(step, this).toCompletableFuture();
    }

    /** Run a step, for whose end nobody waits, once a stage has a value or has failed, and why. */
    default <T> void listen(
            CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> step) {
        stage.whenComplete((value, failure) -> tell(() -> step.accept(value, cause(failure))));
    }

    /** Return a future that is completed, on the loop, after a delay. */
    default CompletableFuture<Void> delay(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        schedule(delay, () -> over.complete(null));
        return over;
    }

    /** Return a future that is completed when all of these are; it fails if one has. */
    static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    /** Return what a stage failed with, without what composing has wrapped around it; null for none. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure == null ? null : LauncherException.causeOf(failure);
    }

    /** Return in words, for people, what a stage failed with. */
    static String reason(@Nullable Throwable failure) {
        Throwable cause = cause(failure);
        if (cause == null) {
            return "nothing was told";
        }
        // What a program throws by mistake often has no words, or too few without its name.
        return cause.getMessage() == null || isMistake(cause) ? cause.toString() : cause.getMessage();
    }

    private static boolean isMistake(Throwable cause) {
        return cause instanceof NullPointerException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof Error;
    }
}
