/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.tmux.TmuxException;

/**
 * A line of commands, and what has come back of it so far.
 *
 * <p>How many blocks a line yields is unknown before: each executed command leaves one, those in braces too, and a
 * failing one drops those after it. So a second line prints a token that nothing else prints.
 */
final class CommandList {

    private final String line;
    private final String token;
    private final CompletableFuture<List<String>> reply = new CompletableFuture<>();
    private final List<String> output = new ArrayList<>();
    private boolean failed;
    private String error = "";

    CommandList(String line, String token) {
        this.line = line;
        this.token = token;
    }

    /** Return both lines, as tmux reads them. */
    String text() {
        return line + "\ndisplay-message -p '" + token + "'\n";
    }

    CompletableFuture<List<String>> reply() {
        return reply;
    }

    boolean isEndedBy(ControlModeEvent.Block block) {
        return !block.failed() && block.lines().equals(List.of(token));
    }

    /** Take in what one of the commands left. By the reader thread only. */
    void add(ControlModeEvent.Block block) {
        if (!block.failed()) {
            output.addAll(block.lines());
        } else if (!failed) {
            failed = true;
            error = String.join("\n", block.lines());
        }
    }

    /** Complete the reply. By the reader thread only. */
    void complete() {
        if (failed) {
            reply.completeExceptionally(new TmuxException(TmuxException.Kind.COMMAND_FAILED, error));
        } else {
            reply.complete(List.copyOf(output));
        }
    }

    /** Complete the reply in vain, unless it is complete. By any thread. */
    void fail(TmuxException why) {
        reply.completeExceptionally(why);
    }
}
