/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What callers of a launcher wait for; nobody may wait for ever. Safe for use by several threads. */
public final class Promises {

    private final Loop loop;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    /** Create one without any. */
    public Promises(Loop loop) {
        this.loop = loop;
    }

    /** Have a future completed by {@link #breakAll} if by nobody else. */
    public <T> void include(CompletableFuture<T> promise) {
        open.add(promise);
        CompletionStage<T> kept = promise;
        kept.whenComplete((value, failure) -> open.removeIf(each -> each == promise));
    }

    /** Return the outcome of work that is done on the loop; a caller may cancel it, which the work does not hear of. */
    public <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> work) {
        // Another future than that of the work: what it fails with is wrapped in nothing.
        CompletableFuture<T> promise = new CompletableFuture<>();
        include(promise);
        CompletionStage<T> done = loop.call(work);
        done.whenComplete((value, failure) -> {
            Throwable cause = Loop.cause(failure);
            if (cause == null) {
                promise.complete(value);
            } else {
                promise.completeExceptionally(cause);
            }
        });
        return promise;
    }

    /** Let nobody wait any longer. */
    public void breakAll() {
        for (CompletableFuture<?> promise : Set.copyOf(open)) {
            promise.completeExceptionally(new CancellationException("The launcher was closed"));
        }
    }
}
