/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** A body that is gathered in pieces, so that no more memory is taken than it needs, and that is asked for beforehand. */
public final class Pieces extends OutputStream {

    private static final int PIECE = 16 * 1024;

    private final LongPredicate room;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = {};
    private int used;

    /** Thrown when there is no room for more. */
    public static final class NoRoomException extends IOException {

        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("there is no room for more");
        }
    }

    /**
     * Create it.
     *
     * @param room tells whether so many bytes more may be taken
     */
    public Pieces(LongPredicate room) {
        this.room = room;
    }

    /** Return how many bytes there are. */
    public long size() {
        return (long) full.size() * PIECE + used;
    }

    /** Return them; nothing may be written afterwards. */
    public List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(full);
        all.add(Arrays.copyOf(last, used));
        return all;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == last.length) {
                next();
            }
            int count = Math.min(left, last.length - used);
            System.arraycopy(bytes, from, last, used, count);
            used += count;
            from += count;
            left -= count;
        }
    }

    private void next() throws IOException {
        if (!room.test(PIECE)) {
            throw new NoRoomException();
        }
        if (last.length > 0) {
            full.add(last);
        }
        last = new byte[PIECE];
        used = 0;
    }
}
