/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.concert.launcher.tmux.internal.Words;

/**
 * Writes commands on a thread of its own, so that a channel that takes nothing more holds up nobody else.
 *
 * <p>Texts are written whole and in the order of {@link #send}, from {@link #start} on. The queue has no bound; its user
 * has one. Every method may be called by any thread, and none blocks.
 */
public final class CommandWriter {

    private static final String LAST = "";

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final OutputStream out;
    private final String threadName;
    private final Consumer<String> onEnd;

    /**
     * Prepare to write to a stream.
     *
     * @param threadName the name of the writing thread
     * @param onEnd told once, by the writing thread, why nothing is written any more
     */
    public CommandWriter(OutputStream out, String threadName, Consumer<String> onEnd) {
        this.out = out;
        this.threadName = threadName;
        this.onEnd = onEnd;
    }

    /** Begin to write. A second call does nothing. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, threadName);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Have a text written when it is its turn. */
    public void send(String text) {
        queue.add(text);
    }

    /** Drop what is not written yet and have the stream closed. A second call does nothing. */
    public void close() {
        queue.clear();
        queue.add(LAST);
        start();
    }

    private void run() {
        String reason = "the writer thread failed";
        try (out) {
            writeAll();
            reason = "the writer was closed";
        } catch (IOException e) {
            reason = Words.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "the writer thread was interrupted";
        } finally {
            onEnd.accept(reason);
        }
    }

    private void writeAll() throws IOException, InterruptedException {
        for (String text = queue.take(); !text.equals(LAST); text = queue.take()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            if (queue.isEmpty()) {
                out.flush();
            }
        }
    }
}
