/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the output of a process, or of what is to be said of it. Immutable as long as its readers take
 * {@link #content} as it is meant: read-only.
 *
 * @param process the process
 * @param kind what it is
 * @param time when its first byte was captured, by the clock of the process's machine; null where that is not known
 * @param content its bytes, without the end of the line; any bytes
 * @param position the byte of all captured output behind it, for {@link OutputStart#byteNumber} later on
 */
public record OutputLine(
        String process, Kind kind, @Nullable Instant time, ByteBuffer content, long position) {

    /** What an interactive bash prints itself when it exits, and no program has printed. */
    public static final String EXIT_OF_BASH = "exit";

    /** What a line is. */
    public enum Kind {
        /** Printed by the process. */
        OUTPUT,
        /** Printed by the process to its standard error, where that is told apart: without a terminal. */
        ERROR,
        /** Said by the capture: the process started or ended, or lines are missing. */
        NOTE
    }

    /** Make the content read-only. */
    public OutputLine {
        content = content.asReadOnlyBuffer();
    }

    /** Return the bytes; changing what is returned changes nothing else. */
    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }

    /** Return the content as UTF-8, with U+FFFD for what is none. */
    public String text() {
        return StandardCharsets.UTF_8.decode(content()).toString();
    }
}
