/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what waits for one machine on threads that may wait. Safe for use by several threads. */
final class BlockingWork {

    private static final Logger logger = LoggerFactory.getLogger(BlockingWork.class);

    private final String machine;
    private final Executor waiting;

    /** Something that waits for a machine. */
    interface Work<T> {
        T get() throws TransportException, InterruptedException;
    }

    /**
     * Create one.
     *
     * @param machine its name, for people
     * @param waiting has the threads
     */
    BlockingWork(String machine, Executor waiting) {
        this.machine = machine;
        this.waiting = waiting;
    }

    /** Begin something; the future is completed with what came of it. */
    <T> CompletableFuture<T> begin(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.execute(() -> {
            try {
                result.complete(work.get());
            } catch (TransportException | RuntimeException | LinkageError e) {
                // A transport whose bundle is exchanged while it works finds classes of its own no more.
                result.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.completeExceptionally(new TransportException("Cannot reach " + machine + ": interrupted", e));
            }
        });
        return result;
    }

    /** Close something once it is open. To say good-bye to a machine that answers no more may take a while. */
    CompletableFuture<Void> close(CompletableFuture<? extends AutoCloseable> opened) {
        return opened.handleAsync(
                (open, failure) -> {
                    try {
                        if (open != null) {
                            open.close();
                        }
                    } catch (Exception e) {
                        logger.debug("{}: cannot be left properly", machine, e);
                    }
                    return null;
                },
                waiting);
    }
}
