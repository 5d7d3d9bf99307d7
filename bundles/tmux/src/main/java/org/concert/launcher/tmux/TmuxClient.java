/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.concert.launcher.tmux.internal.CommandLine;
import org.concert.launcher.tmux.internal.ControlModeEvent;
import org.concert.launcher.tmux.internal.ControlModeParser;
import org.concert.launcher.tmux.internal.Conversation;
import org.concert.launcher.tmux.internal.LineReader;
import org.concert.launcher.tmux.internal.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a tmux server in control mode, over the streams of a {@code tmux -u -C ...} that somebody else
 * started, near or far.
 *
 * <p>Every method may be called by any thread and none waits for tmux. One thread reads: it calls the listener and
 * completes the replies, in the order in which tmux wrote them, so what they trigger must not block, least of all on
 * another reply. A second one writes. Both are daemons.
 *
 * <p>When the connection ends, for whatever reason, every reply gets completed, and {@link #ended} tells the reason.
 * There is no way back: open a new one.
 */
public final class TmuxClient implements AutoCloseable {

    /** How many command lists may wait for their reply. */
    public static final int MAX_OUTSTANDING = 10_000;

    /** How many bytes of UTF-8 a line of tmux may have; a longer one ends the connection. */
    public static final int MAX_LINE_BYTES = 8 * 1024 * 1024;

    private static final Logger logger = LoggerFactory.getLogger(TmuxClient.class);

    private final InputStream in;
    private final Consumer<Notification> listener;
    private final CommandWriter writer;
    private final Conversation conversation;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    /** What the start of the client failed with, if it did, or was told before it. This and the next belong to the reader thread. */
    private String startError = "";

    /** Whether a command of ours has run: what fails from then on besides them is somebody's hook. */
    private boolean started;

    private TmuxClient(InputStream in, OutputStream out, String threadName, Consumer<Notification> listener) {
        this.in = in;
        this.listener = listener;
        this.writer = new CommandWriter(out, threadName + "-writer", reason -> end("cannot write to tmux: " + reason));
        this.conversation = new Conversation(MAX_OUTSTANDING, writer::send);
    }

    /**
     * Take over the streams of a {@code tmux -u -C ...} process that attaches to a session.
     *
     * <p>Nothing is sent before it has: tmux would run a command that comes too early without a session or a client.
     *
     * @param fromTmux its standard output; closed by the reader thread when the connection has ended
     * @param toTmux its standard input; closed by the writer thread when the connection has ended
     * @param threadName the name of the reader thread; the writer thread's is this and {@code -writer}
     * @param listener called on the reader thread, in order, not after the end; must not block
     */
    public static TmuxClient open(
            InputStream fromTmux, OutputStream toTmux, String threadName, Consumer<Notification> listener) {
        var client = new TmuxClient(fromTmux, toTmux, threadName, listener);
        Thread reader = new Thread(client::read, threadName);
        reader.setDaemon(true);
        reader.start();
        return client;
    }

    /**
     * Run a command list. Lists run one after the other, in the order of these calls: one that waits ({@code run-shell}
     * without {@code -b}, {@code wait-for}) holds up those after it.
     *
     * <p>When a command fails, tmux drops the rest of the list. When it stood in braces, it drops the rest of these
     * only and goes on after them; the list counts as failed all the same. When a command can not be parsed, none of
     * the list runs. What {@code run-shell} prints goes to a pane, not in the reply.
     *
     * @param commands one or more commands, each with its arguments quoted by {@link TmuxText#argument}
     * @return all lines of output of all commands, in order; or a {@link TmuxException} with tmux's words for the first
     *     failure, or when the connection has ended, or when {@link #MAX_OUTSTANDING} lists are waiting
     * @throws IllegalArgumentException if there is no command, a blank one, or a line feed or NUL in one
     */
    public CompletableFuture<List<String>> run(String... commands) {
        return conversation.ask(CommandLine.of(commands));
    }

    /**
     * Return why the connection ended, once it has; never completed exceptionally. It is completed by the reader
     * thread, by the writer thread when it could not write, or by the caller of {@link #close}; on that thread, and
     * before, every outstanding reply fails.
     */
    public CompletionStage<String> ended() {
        return ended.minimalCompletionStage();
    }

    /**
     * Detach: outstanding replies fail, and the output is closed, which makes tmux detach this client. Does not wait for
     * that: a channel that is stuck is freed by closing it where it was opened. A second call does nothing.
     */
    @Override
    public void close() {
        end("closed by this side");
    }

    private void end(String reason) {
        if (conversation.end(reason)) {
            writer.close();
            ended.complete(reason);
        }
    }

    private void read() {
        try (in) {
            readAndEnd();
        } catch (IOException e) {
            logger.debug("Cannot close what was read from tmux", e);
        }
    }

    private void readAndEnd() {
        String reason = "the reader thread failed";
        try {
            reason = readToEnd();
        } catch (IOException e) {
            if (!conversation.ended()) {
                // After a close nobody asks; and the bundle may be stopped by then, and give no more classes.
                reason = "cannot read from tmux: " + Words.of(e);
            }
        } finally {
            end(reason);
        }
    }

    /** Return why there is no more to read. */
    private String readToEnd() throws IOException {
        var lines = new LineReader(in, MAX_LINE_BYTES);
        var parser = new ControlModeParser();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<ControlModeEvent> event = parser.accept(line.get());
            if (event.isEmpty() || conversation.ended()) {
                continue;
            }
            if (event.get() instanceof ControlModeEvent.Block block) {
                take(block);
            } else if (event.get() instanceof ControlModeEvent.Notice notice) {
                Notification notification = notice.notification();
                tell(notification);
                if (notification.name().equals("session-changed")) {
                    writer.start();
                } else if (notification.name().isEmpty() && !started) {
                    startError = notification.text().strip();
                } else if (notification.name().equals("exit")) {
                    return exitReason(notification.text());
                }
            }
        }
        String end = parser.withinBlock() ? "the channel ended within a reply" : "the channel ended";
        return startError.isEmpty() || started ? end : end + ": " + startError;
    }

    private void take(ControlModeEvent.Block block) throws IOException {
        if (block.own()) {
            started = true;
            conversation.answer(block);
        } else if (block.failed() && !started) {
            startError = String.join("; ", block.lines());
        }
    }

    private void tell(Notification notification) {
        try {
            listener.accept(notification);
        } catch (RuntimeException e) {
            logger.error("Cannot handle {}; the connection goes on", notification, e);
        }
    }

    private String exitReason(String text) {
        String why = text.isEmpty() && !started ? startError : text;
        return why.isEmpty() ? "tmux ended the connection" : "tmux ended the connection: " + why;
    }
}
