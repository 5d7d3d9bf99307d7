/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Bytes from a thread that writes to any threads that read; it holds few, so a writer waits for its readers. (The pipes of
 * the JDK want to know their reading thread, and fail when that has ended.)
 */
final class BytePipe extends InputStream {

    private static final int CAPACITY = 64 * 1024;

    private final byte[] ring = new byte[CAPACITY];
    private int first;
    private int count;
    private boolean ended;
    private boolean abandoned;

    /** Write all of this, as readers make room for it; what comes after {@link #close} is thrown away. */
    synchronized void write(byte[] bytes, int offset, int length) throws InterruptedException {
        int done = 0;
        while (done < length && !abandoned) {
            if (count == CAPACITY) {
                wait();
                continue;
            }
            int at = (first + count) % CAPACITY;
            int part = Math.min(Math.min(length - done, CAPACITY - count), CAPACITY - at);
            System.arraycopy(bytes, offset + done, ring, at, part);
            count += part;
            done += part;
            notifyAll();
        }
    }

    /** Let readers find the end behind what was written. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (count == 0 && !ended && !abandoned) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        if (count == 0 || abandoned) {
            return -1;
        }
        int part = Math.min(Math.min(length, count), CAPACITY - first);
        System.arraycopy(ring, first, bytes, offset, part);
        first = (first + part) % CAPACITY;
        count -= part;
        notifyAll();
        return part;
    }

    @Override
    public synchronized int available() {
        return abandoned ? 0 : count;
    }

    /** Read no more. */
    @Override
    public synchronized void close() {
        abandoned = true;
        notifyAll();
    }
}
