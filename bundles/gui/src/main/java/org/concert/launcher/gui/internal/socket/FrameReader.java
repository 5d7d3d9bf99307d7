/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Makes frames of the bytes of a client, however these come. Used by one thread at a time. */
final class FrameReader {

    /** Takes frames. */
    interface Sink {

        /** Take one. */
        void frame(Frame frame) throws RefusedFrameException;
    }

    /** The GUIs send some tens of bytes. */
    static final int LONGEST = 64 * 1024;

    private static final int KIND = 0x0F;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int MASK_BYTES = 4;
    private static final int LONGEST_HEADER = 14;

    private final Sink sink;
    private final ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER);
    private byte @Nullable [] content;
    private int filled;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /** Take bytes; hands over each frame that they complete. */
    void read(ByteBuffer bytes) throws RefusedFrameException {
        while (bytes.hasRemaining()) {
            if (content == null) {
                header.put(bytes.get());
                if (header.position() == headerLength()) {
                    content = new byte[contentLength()];
                }
            }
            if (content != null) {
                int count = Math.min(bytes.remaining(), content.length - filled);
                bytes.get(content, filled, count);
                filled += count;
                if (filled == content.length) {
                    handOver(content);
                }
            }
        }
    }

    private void handOver(byte[] masked) throws RefusedFrameException {
        int mask = header.position() - MASK_BYTES;
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= header.get(mask + i % MASK_BYTES);
        }
        Frame frame = new Frame(header.get(0) & KIND, (header.get(0) & Frame.LAST) != 0, masked);
        header.clear();
        content = null;
        filled = 0;
        sink.frame(frame);
    }

    private int headerLength() throws RefusedFrameException {
        if (header.position() < Short.BYTES) {
            return Short.BYTES;
        }
        int length = header.get(1) & LENGTH;
        if ((header.get(0) & RESERVED) != 0 || (header.get(1) & MASKED) == 0) {
            throw protocol("a frame of an extension, or without a mask");
        }
        boolean control = (header.get(0) & KIND) >= Frame.CLOSE;
        if (control && (length > Frame.SHORT_LENGTH || (header.get(0) & Frame.LAST) == 0)) {
            throw protocol("a control frame that is long, or in pieces");
        }
        int more = length == Frame.LENGTH_OF_TWO_BYTES
                ? Short.BYTES
                : length == Frame.LENGTH_OF_EIGHT_BYTES ? Long.BYTES : 0;
        return Short.BYTES + more + MASK_BYTES;
    }

    private int contentLength() throws RefusedFrameException {
        int length = header.get(1) & LENGTH;
        long whole = length == Frame.LENGTH_OF_TWO_BYTES
                ? Short.toUnsignedInt(header.getShort(Short.BYTES))
                : length == Frame.LENGTH_OF_EIGHT_BYTES ? header.getLong(Short.BYTES) : length;
        if (whole < 0 || whole > LONGEST) {
            throw new RefusedFrameException(RefusedFrameException.TOO_LONG, "more than " + LONGEST + " bytes");
        }
        return (int) whole;
    }

    private static RefusedFrameException protocol(String why) {
        return new RefusedFrameException(RefusedFrameException.PROTOCOL, why);
    }
}
