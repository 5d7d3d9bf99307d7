/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.gogo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Brings what a command prints, on any thread, to the console of the shell. In a Gogo shell {@code System.out} is the
 * console, or the pipe to the next command, on the thread of the command only; so that thread does the printing. When
 * the console does not keep up, those who print wait.
 */
final class Console {

    private static final int MOST_WAITING = 64;
    private static final int BUFFER = 8192;

    /** What is to be printed; empty for the end. */
    private final BlockingQueue<Optional<Piece>> pieces = new ArrayBlockingQueue<>(MOST_WAITING);

    private volatile boolean readerGone;

    /** Something to print. */
    private record Piece(boolean error, ByteBuffer bytes) {}

    /** Return what takes results, or errors; in the order in which it is flushed it is shown. */
    PrintStream stream(boolean error) {
        return new PrintStream(new BufferedOutputStream(new Part(error), BUFFER), false, StandardCharsets.UTF_8);
    }

    /** Say that nothing more will be printed. */
    void end() {
        try {
            pieces.put(Optional.empty());
        } catch (InterruptedException e) {
            // Whoever prints has to learn of the end all the same; interrupted a second time, it asks for nothing more.
            readerGone = true;
            pieces.clear();
            if (!pieces.offer(Optional.empty())) {
                throw new IllegalStateException("Cannot end the output: its queue was just emptied, and is full");
            }
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Print all there is until the end.
     *
     * @throws InterruptedException if the calling thread is interrupted; it may be called again
     */
    void printAll(PrintStream out, PrintStream err) throws InterruptedException {
        for (Optional<Piece> next = pieces.take(); next.isPresent(); next = pieces.take()) {
            PrintStream stream = next.get().error() ? err : out;
            byte[] bytes = next.get().bytes().array();
            stream.write(bytes, 0, bytes.length);
            if (stream.checkError()) {
                readerGone = true;
            }
        }
    }

    private final class Part extends OutputStream {

        private final boolean error;

        Part(boolean error) {
            this.error = error;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (readerGone) {
                throw new IOException("Nobody reads what is printed any more");
            }
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            try {
                pieces.put(Optional.of(new Piece(error, ByteBuffer.wrap(copy))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while it waited for the console");
            }
        }
    }
}
