/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What of protocol buffers the GUIs need: a message inside a message, with strings. Of their {@code Message}, field 3 is a
 * {@code Text} with a string as field 1, and field 4 a {@code ProcessOutput} with name, out and err as fields 1, 2 and 3.
 */
final class Protobuf {

    private static final int TEXT = 3;
    private static final int OUTPUT = 4;
    private static final int FIELD_BITS = 3;
    private static final int TYPE = 7;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_BEFORE = 2;
    private static final int FOUR_BYTES = 5;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;
    private static final int LONGEST_NUMBER = 64;

    private Protobuf() {}

    /** Return a {@code Message} that holds text. */
    static byte[] text(String text) {
        return field(TEXT, string(1, text));
    }

    /** Return a {@code Message} that holds a line of output. */
    static byte[] output(String process, String line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        output.writeBytes(string(1, process));
        output.writeBytes(string(2, line));
        return field(OUTPUT, output.toByteArray());
    }

    private static byte[] string(int number, String value) {
        return field(number, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        number(field, (number << FIELD_BITS) | LENGTH_BEFORE);
        number(field, content.length);
        field.writeBytes(content);
        return field.toByteArray();
    }

    private static void number(ByteArrayOutputStream to, int value) {
        int rest = value;
        while (rest > SEVEN_BITS) {
            to.write((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        to.write(rest);
    }

    /** Return the text of a {@code Message}; empty if it has none, or is no such message. */
    static Optional<String> textOf(byte[] message) {
        try {
            return content(ByteBuffer.wrap(message), TEXT)
                    .flatMap(text -> content(text, 1))
                    .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString());
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ByteBuffer> content(ByteBuffer message, int wanted) {
        while (message.hasRemaining()) {
            long tag = number(message);
            int type = (int) (tag & TYPE);
            switch (type) {
                case 0 -> number(message);
                case EIGHT_BYTES -> skip(message, Long.BYTES);
                case FOUR_BYTES -> skip(message, Integer.BYTES);
                case LENGTH_BEFORE -> {
                    ByteBuffer content = skip(message, number(message));
                    if (tag >>> FIELD_BITS == wanted) {
                        return Optional.of(content);
                    }
                }
                default -> throw new IllegalArgumentException("no type of a field: " + type);
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer skip(ByteBuffer message, long count) {
        if (count < 0 || count > message.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer skipped = message.slice(message.position(), (int) count);
        message.position(message.position() + (int) count);
        return skipped;
    }

    private static long number(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < LONGEST_NUMBER; shift += 7) {
            byte next = message.get();
            value |= (long) (next & SEVEN_BITS) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number that is too long");
    }
}
