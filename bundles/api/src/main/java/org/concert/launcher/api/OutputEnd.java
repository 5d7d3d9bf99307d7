/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The end of what comes out of a stream. One thread reads, any may ask. */
final class OutputEnd {

    private static final int KEPT_BYTES = 64 * 1024;

    private final byte[] bytes = new byte[2 * KEPT_BYTES];
    private int length;
    private boolean cut;
    private final CompletableFuture<Void> whole = new CompletableFuture<>();

    private OutputEnd() {}

    /** Read a stream to its end, on a thread of its own. */
    static OutputEnd of(InputStream stream, String threadName) {
        OutputEnd end = new OutputEnd();
        Thread reader = new Thread(() -> end.read(stream), threadName);
        reader.setDaemon(true);
        reader.start();
        return end;
    }

    /** Return a future that is completed at the end of the stream. */
    CompletableFuture<Void> whole() {
        return whole;
    }

    /** Return the last 64 KiB of what was read so far, as UTF-8; no character is cut in two. */
    synchronized String text() {
        int start = Math.max(0, length - KEPT_BYTES);
        boolean beginsWithin = cut || start > 0;
        while (beginsWithin && start < length && (bytes[start] & 0xc0) == 0x80) {
            start++;
        }
        return new String(bytes, start, length - start, StandardCharsets.UTF_8);
    }

    private void read(InputStream stream) {
        byte[] piece = new byte[8 * 1024];
        try {
            for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
                add(piece, n);
            }
            whole.complete(null);
        } catch (IOException e) {
            whole.completeExceptionally(e);
        }
    }

    private synchronized void add(byte[] piece, int n) {
        if (length + n > bytes.length) {
            System.arraycopy(bytes, length - KEPT_BYTES, bytes, 0, KEPT_BYTES);
            length = KEPT_BYTES;
            cut = true;
        }
        System.arraycopy(piece, 0, bytes, length, n);
        length += n;
    }
}
