/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Writes to tmux on a thread of its own, so that a channel that takes nothing more holds up nobody else.
 *
 * <p>Texts are written whole and in the order of {@link #send}. The queue has no bound; its user has one.
 */
public final class CommandWriter {

    private static final String LAST = "";

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final OutputStream out;
    private final Consumer<IOException> onFailure;

    /** Write to a stream, and tell on the writing thread if it can not be written any more. */
    public CommandWriter(OutputStream out, Consumer<IOException> onFailure) {
        this.out = out;
        this.onFailure = onFailure;
    }

    /** Start the thread; it ends after {@link #close}. */
    public void start(String threadName) {
        Thread thread = new Thread(this::writeAll, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** Have a text written soon. Never blocks. */
    public void send(String text) {
        queue.add(text);
    }

    /** Drop what is not written yet and have the stream closed. Never blocks; a second call does nothing. */
    public void close() {
        queue.clear();
        queue.add(LAST);
    }

    private void writeAll() {
        try (out) {
            for (String text = queue.take(); !text.equals(LAST); text = queue.take()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                if (queue.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            onFailure.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            onFailure.accept(new IOException("the writing thread was interrupted", e));
        }
    }
}
