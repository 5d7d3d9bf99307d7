/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.concert.launcher.api.LauncherException;

/** Waits for futures of the launcher. */
public final class Futures {

    private Futures() {}

    /**
     * Wait for a result.
     *
     * @throws LauncherException if the future failed with one
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static <T> T await(CompletableFuture<T> future) throws LauncherException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static LauncherException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof LauncherException expected) {
            return expected;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("Cannot finish: " + cause, cause);
    }
}
