/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One frame, and how it is written. */
public final class Frame {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int LAST = 0x80;
    static final int SHORT_LENGTH = 125;
    static final int LENGTH_OF_TWO_BYTES = 126;
    static final int LENGTH_OF_EIGHT_BYTES = 127;

    private static final int LONGEST_HEADER = 10;
    private static final int TWO_BYTES = 0xFFFF;

    private final int kind;
    private final boolean last;
    private final byte[] content;

    /**
     * Create one.
     *
     * @param last whether its message ends with it
     * @param content is not copied, and not to be changed any more
     */
    Frame(int kind, boolean last, byte[] content) {
        this.kind = kind;
        this.last = last;
        this.content = content;
    }

    int kind() {
        return kind;
    }

    boolean last() {
        return last;
    }

    /** Return whether it is about the connection, and no part of a message. */
    boolean isControl() {
        return kind >= CLOSE;
    }

    byte[] content() {
        return content;
    }

    /** Return a message of text, as a server sends it. */
    public static ByteBuffer text(String text) {
        return new Frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8)).written();
    }

    /** Return a message of bytes, as a server sends it. */
    public static ByteBuffer binary(byte[] bytes) {
        return new Frame(BINARY, true, bytes).written();
    }

    static ByteBuffer pong(byte[] content) {
        return new Frame(PONG, true, content).written();
    }

    static ByteBuffer close(int code, String why) {
        byte[] words = why.getBytes(StandardCharsets.UTF_8);
        byte[] reason = Arrays.copyOf(words, Math.min(words.length, SHORT_LENGTH - Short.BYTES));
        ByteBuffer content = ByteBuffer.allocate(Short.BYTES + reason.length);
        content.putShort((short) code).put(reason);
        return new Frame(CLOSE, true, content.array()).written();
    }

    private ByteBuffer written() {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HEADER + content.length);
        bytes.put((byte) ((last ? LAST : 0) | kind));
        if (content.length <= SHORT_LENGTH) {
            bytes.put((byte) content.length);
        } else if (content.length <= TWO_BYTES) {
            bytes.put((byte) LENGTH_OF_TWO_BYTES).putShort((short) content.length);
        } else {
            bytes.put((byte) LENGTH_OF_EIGHT_BYTES).putLong(content.length);
        }
        return bytes.put(content).flip().asReadOnlyBuffer();
    }
}
