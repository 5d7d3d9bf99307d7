/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.tmux.TmuxException;

/**
 * Matches what comes back with what was asked: the command lists sent and not yet answered, in order.
 *
 * <p>{@link #ask} and {@link #end} may be called by any thread, {@link #answer} by the reader thread alone. The lock is
 * held for bookkeeping only: neither for I/O nor while a reply is completed.
 */
public final class Conversation {

    private final String tokenPrefix = "tmux-client-" + UUID.randomUUID() + "-";
    private final Queue<CommandList> outstanding = new ArrayDeque<>();
    private final int maxOutstanding;
    private final Consumer<String> sender;
    private long asked;
    private String endReason = "";

    /**
     * Begin.
     *
     * @param maxOutstanding how many lists may wait for their answer; at least 1
     * @param sender takes what is to be written to tmux, and must not block
     */
    public Conversation(int maxOutstanding, Consumer<String> sender) {
        this.maxOutstanding = maxOutstanding;
        this.sender = sender;
    }

    /** Send a line of commands; see {@link org.concert.launcher.tmux.TmuxClient#run}. */
    public CompletableFuture<List<String>> ask(String line) {
        synchronized (outstanding) {
            if (!endReason.isEmpty()) {
                return CompletableFuture.failedFuture(lost(endReason));
            }
            if (outstanding.size() >= maxOutstanding) {
                return CompletableFuture.failedFuture(new TmuxException(
                        TmuxException.Kind.NOT_SENT,
                        "Cannot send to tmux: " + maxOutstanding + " command lists wait for their reply"));
            }
            var list = new CommandList(line, tokenPrefix + asked++);
            outstanding.add(list);
            sender.accept(list.text());
            return list.reply();
        }
    }

    /**
     * Take in what one of our commands left, and complete the reply when it was the last.
     *
     * @throws MalformedStreamException if nothing was asked that this could answer
     */
    public void answer(ControlModeEvent.Block block) throws MalformedStreamException {
        CommandList list;
        boolean last;
        synchronized (outstanding) {
            list = outstanding.peek();
            if (list == null) {
                if (endReason.isEmpty()) {
                    throw new MalformedStreamException("reply to a command that was not sent");
                }
                return;
            }
            last = list.isEndedBy(block);
            if (last) {
                outstanding.remove();
            }
        }
        if (last) {
            list.complete();
        } else if (block.lines().size() == 1 && block.lines().get(0).startsWith(tokenPrefix)) {
            throw new MalformedStreamException("replies are out of step with the commands");
        } else {
            list.add(block);
        }
    }

    /**
     * Answer nothing more: every outstanding list, and all that come, fail with the reason.
     *
     * @param reason one or more words
     * @return false if it had ended before
     */
    public boolean end(String reason) {
        List<CommandList> lost;
        synchronized (outstanding) {
            if (!endReason.isEmpty()) {
                return false;
            }
            endReason = reason;
            lost = List.copyOf(outstanding);
            outstanding.clear();
        }
        lost.forEach(list -> list.fail(lost(reason)));
        return true;
    }

    /** Tell whether {@link #end} was called. */
    public boolean ended() {
        synchronized (outstanding) {
            return !endReason.isEmpty();
        }
    }

    private static TmuxException lost(String reason) {
        return new TmuxException(TmuxException.Kind.CONNECTION_LOST, "connection lost: " + reason);
    }
}
