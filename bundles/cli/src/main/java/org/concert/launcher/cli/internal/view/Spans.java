/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;

/** Writes spans of time for people. Made by hand: {@code String.format} would cost each command 20 ms of start-up. */
public final class Spans {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** Return one word that fits into a column: {@code 7s}, {@code 3m05s}, {@code 2h09m}, {@code 4d02h}. */
    public static String word(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m" + twoDigits(seconds % MINUTE) + "s";
        }
        if (seconds < DAY) {
            return seconds / HOUR + "h" + twoDigits(seconds % HOUR / MINUTE) + "m";
        }
        return seconds / DAY + "d" + twoDigits(seconds % DAY / HOUR) + "h";
    }

    /** Return seconds with one digit after the point, such as {@code 3.2 s}; from a minute on {@code 3m05s}. */
    public static String seconds(Duration span) {
        if (span.toSeconds() >= MINUTE) {
            return word(span);
        }
        long tenths = (span.toMillis() + 50) / 100;
        return tenths / 10 + "." + tenths % 10 + " s";
    }

    static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
