/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one place where a string becomes a word of a POSIX shell. */
public final class ShellQuote {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private ShellQuote() {}

    /**
     * Return a word that any POSIX shell reads as exactly {@code text}.
     *
     * @throws IllegalArgumentException if the text holds a NUL character, which no argument can carry
     */
    public static String word(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Cannot quote a text with a NUL character for a shell");
        }
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Return a command line that any POSIX shell splits into exactly these words. */
    public static String words(List<String> words) {
        return words.stream().map(ShellQuote::word).collect(Collectors.joining(" "));
    }
}
