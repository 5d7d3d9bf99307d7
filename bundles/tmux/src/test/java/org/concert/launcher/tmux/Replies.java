/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for what a client promises, but not for ever. */
final class Replies {

    private Replies() {}

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Return the only line of a reply. */
    static String line(CompletableFuture<List<String>> reply) throws Exception {
        List<String> lines = get(reply);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    /** Return what a reply fails with. */
    static TmuxException failure(CompletableFuture<?> reply) {
        Throwable failure = catchThrowable(() -> get(reply));
        assertThat(failure).hasCauseInstanceOf(TmuxException.class);
        return (TmuxException) failure.getCause();
    }
}
