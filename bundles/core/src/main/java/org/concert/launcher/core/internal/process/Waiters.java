/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;

/** Those who wait for something to hold of a process. Lives on the loop. */
final class Waiters {

    private final ProcessEntry entry;
    private final Loop loop;
    private final List<Waiter> waiters = new ArrayList<>();

    /** Create one without any. */
    Waiters(ProcessEntry entry, Loop loop) {
        this.entry = entry;
        this.loop = loop;
    }

    /** Return a future that is completed, on the loop, once something holds; at once if it does. Cancel it to wait no longer. */
    CompletableFuture<ProcessEntry> until(Predicate<ProcessEntry> condition) {
        Waiter waiter = new Waiter(condition, new CompletableFuture<>());
        if (!waiter.isOver(entry)) {
            waiters.add(waiter);
            CompletionStage<ProcessEntry> end = waiter.met();
            end.whenComplete((met, cancelled) -> waiters.remove(waiter));
        }
        return waiter.met();
    }

    /** Return a future that is completed, on the loop, with whether something came to hold within some time. */
    CompletableFuture<Boolean> within(Duration patience, Predicate<ProcessEntry> condition) {
        CompletableFuture<ProcessEntry> met = until(condition);
        Delay limit = loop.schedule(patience, () -> met.cancel(false));
        return loop.either(met, (reached, failure) -> {
            limit.cancel();
            return CompletableFuture.completedFuture(!met.isCancelled());
        });
    }

    /** Have all look whether it holds now. */
    void look() {
        // A copy: who has waited may begin to wait for something else.
        List.copyOf(waiters).forEach(waiter -> waiter.isOver(entry));
    }

    /** Have nobody wait any longer. */
    void breakAll(String reason) {
        List.copyOf(waiters).forEach(waiter -> waiter.met().completeExceptionally(new CancellationException(reason)));
    }

    /** Somebody who waits. */
    private record Waiter(Predicate<ProcessEntry> condition, CompletableFuture<ProcessEntry> met) {

        boolean isOver(ProcessEntry entry) {
            try {
                if (!met.isDone() && condition.test(entry)) {
                    met.complete(entry);
                }
            } catch (RuntimeException e) {
                met.completeExceptionally(e);
            }
            return met.isDone();
        }
    }
}
