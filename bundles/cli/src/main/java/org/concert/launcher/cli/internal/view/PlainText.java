/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Text for people that is the same wherever it is shown. */
public final class PlainText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private PlainText() {}

    /** Return a text that comes from outside without what would steer the terminal. */
    public static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    /** Return a line that a process has printed as it looks on a terminal in the end, and without its colours. */
    public static String ofOutput(String line) {
        return of(TerminalText.of(line).replaceAll("\u001b\\[[0-9;:]*m", ""));
    }

    /** Return a time, to the second. */
    public static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    /** Return parameters in the order of their names, as they are given at a start. */
    public static List<String> params(Map<String, String> params) {
        return new TreeMap<>(params)
                .entrySet().stream()
                        .map(param -> param.getKey() + ":=" + param.getValue())
                        .toList();
    }
}
