/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Somebody who waits for something to hold. */
record Waiter(Predicate<ProcessEntry> condition, CompletableFuture<ProcessEntry> met) {

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
