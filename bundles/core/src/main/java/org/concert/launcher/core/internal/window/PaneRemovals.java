/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.concert.launcher.tmux.TmuxClient;
import org.jspecify.annotations.Nullable;

/**
 * Removes panes, each when its output is captured: the pipe to the capture goes with the pane, and what is still in it too.
 * All that wait are looked after by one question to tmux at a time, and removed by one script at a time. Safe for use by
 * several threads.
 */
final class PaneRemovals {

    /** Lists the panes whose output is not captured to its end yet. */
    private static final String UNCAPTURED =
            "list-panes -a -f " + argument("#{" + PaneFormat.BELL + "}") + " -F " + argument("#{pane_id}");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** A capture that takes longer is stuck, for instance on a disk that does not answer. */
    private static final Duration LONGEST_CAPTURE = Duration.ofSeconds(10);

    private final TmuxClient client;
    private final Function<List<String>, CompletableFuture<?>> remover;
    private final Map<String, Removal> waiting = new HashMap<>();
    private boolean busy;

    private record Removal(long deadlineNanos, CompletableFuture<Void> done) {}

    /**
     * Create the removals of a server.
     *
     * @param remover removes panes at once
     */
    PaneRemovals(TmuxClient client, Function<List<String>, CompletableFuture<?>> remover) {
        this.client = client;
        this.remover = remover;
    }

    /** Remove a pane once its output is captured; completed when it is gone, or could not be removed. */
    CompletableFuture<Void> remove(String paneId) {
        CompletableFuture<Void> done;
        synchronized (this) {
            done = waiting.computeIfAbsent(
                            paneId,
                            id -> new Removal(System.nanoTime() + LONGEST_CAPTURE.toNanos(), new CompletableFuture<>()))
                    .done();
            if (busy) {
                return done;
            }
            busy = true;
        }
        look();
        return done;
    }

    private void look() {
        CompletionStage<List<String>> uncaptured = client.run(UNCAPTURED);
        uncaptured.whenComplete((panes, failure) -> removeCaptured(panes == null ? Set.of() : new HashSet<>(panes)));
    }

    private void removeCaptured(Set<String> uncaptured) {
        Map<String, CompletableFuture<Void>> captured = new HashMap<>();
        synchronized (this) {
            long now = System.nanoTime();
            waiting.forEach((pane, removal) -> {
                if (!uncaptured.contains(pane) || now - removal.deadlineNanos() > 0) {
                    captured.put(pane, removal.done());
                }
            });
            waiting.keySet().removeAll(captured.keySet());
        }
        if (captured.isEmpty()) {
            next(null);
            return;
        }
        CompletionStage<?> removed = remover.apply(new ArrayList<>(captured.keySet()));
        removed.whenComplete((result, failure) -> {
            captured.values().forEach(done -> {
                if (failure == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(failure);
                }
            });
            next(failure);
        });
    }

    private void next(@Nullable Throwable failure) {
        synchronized (this) {
            if (waiting.isEmpty()) {
                busy = false;
                return;
            }
        }
        if (failure == null) {
            CompletableFuture.delayedExecutor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::look);
        } else {
            giveUp(failure);
        }
    }

    /** The connection is lost, most likely: nothing can be removed through it. */
    private void giveUp(Throwable failure) {
        List<Removal> left;
        synchronized (this) {
            left = List.copyOf(waiting.values());
            waiting.clear();
            busy = false;
        }
        left.forEach(removal -> removal.done().completeExceptionally(failure));
    }
}
