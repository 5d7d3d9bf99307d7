/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has tmux run the rest of a command list only under a condition.
 *
 * <p>{@code if-shell -F} would do, but tmux (from 3.3 to 3.6a at least) never frees the commands of a branch that it has
 * taken, be they in braces or in quotes, and grows by them each time. So the branch here is a word that is no command: tmux
 * says so, frees all, and drops the rest of the list as after any command that fails.
 */
final class Proviso {

    private Proviso() {}

    /**
     * Return the command that drops the rest of its list.
     *
     * @param word says why, when the list is dropped; no command of tmux
     * @param condition a format: the list is dropped unless this is empty or 0
     */
    static String drop(String word, String condition) {
        return "if-shell -F %s %s".formatted(argument(condition), word);
    }

    /** Return {@link #drop} with a condition that is about a pane or window. */
    static String drop(String word, String target, String condition) {
        return "if-shell -F -t %s %s %s".formatted(target, argument(condition), word);
    }

    /** Return the reply to a list; that it was dropped for this word is no failure, but a reply of this word only. */
    static CompletableFuture<List<String>> reply(String word, CompletionStage<List<String>> reply) {
        CompletableFuture<List<String>> known = new CompletableFuture<>();
        reply.whenComplete((lines, failure) -> {
            if (failure == null) {
                known.complete(lines);
            } else if (String.valueOf(failure.getMessage()).endsWith(word)) {
                known.complete(List.of(word));
            } else {
                known.completeExceptionally(failure);
            }
        });
        return known;
    }
}
