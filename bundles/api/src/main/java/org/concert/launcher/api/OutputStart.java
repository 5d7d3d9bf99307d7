/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

/**
 * Where to begin in the captured output of a process. What logs held that are kept no more is passed over.
 *
 * @param unit what is counted
 * @param value see {@link Unit}
 */
public record OutputStart(Unit unit, long value) {

    /** What is counted. */
    public enum Unit {
        /** The last lines: so many; 0 or more. */
        LAST_LINES,
        /** The lines from one on; the first that was ever captured is 1. Notes count as lines. */
        LINE_NUMBER,
        /** The bytes from one on; the first that was ever captured is 0. See {@link OutputLine#position}. */
        BYTE_NUMBER
    }

    /** Refuse what cannot be. */
    public OutputStart {
        if (value < (unit == Unit.LINE_NUMBER ? 1 : 0)) {
            throw new IllegalArgumentException("Cannot begin output at " + unit + " " + value);
        }
    }

    /** Begin so many lines before the end. */
    public static OutputStart last(long lines) {
        return new OutputStart(Unit.LAST_LINES, lines);
    }

    /** Begin at a line; the first is 1. */
    public static OutputStart lineNumber(long line) {
        return new OutputStart(Unit.LINE_NUMBER, line);
    }

    /** Begin at a byte; the first is 0. */
    public static OutputStart byteNumber(long position) {
        return new OutputStart(Unit.BYTE_NUMBER, position);
    }
}
