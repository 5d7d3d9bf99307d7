/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What callers of a launcher wait for; nobody may wait for ever. Safe for use by several threads. */
final class Promises {

    private final LauncherLoop loop;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    Promises(LauncherLoop loop) {
        this.loop = loop;
    }

    /** Return a future that is completed by {@link #breakAll} if by nobody else. */
    <T> CompletableFuture<T> make() {
        CompletableFuture<T> promise = new CompletableFuture<>();
        include(promise);
        return promise;
    }

    /** Have a future completed by {@link #breakAll} if by nobody else. */
    <T> void include(CompletableFuture<T> promise) {
        open.add(promise);
        CompletionStage<T> kept = promise;
        kept.whenComplete((value, failure) -> open.removeIf(each -> each == promise));
    }

    /** Return the outcome of work that is done on the loop. */
    <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> result = make();
        loop.execute(() -> {
            CompletionStage<T> begun = work.get();
            begun.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        });
        return result;
    }

    /** Let nobody wait any longer. */
    void breakAll() {
        for (CompletableFuture<?> promise : Set.copyOf(open)) {
            promise.completeExceptionally(new CancellationException("The launcher was closed"));
        }
    }
}
