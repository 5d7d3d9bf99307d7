/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Map;

/**
 * A regular expression for lines of output, as people write them: with {@code \d}, {@code \s} and {@code \w} of Perl, Python and Java,
 * which the extended expressions of POSIX do not have. It is asked by {@code grep -E} on the machine, which would take {@code \d} for the
 * letter d, and never find it.
 */
public final class LinePattern {

    private static final Map<Character, String> SETS =
            Map.of('d', "0-9", 's', "[:space:]", 'w', "[:alnum:]_", 't', "\t");

    private static final Map<Character, String> OUTSIDE_OF_SETS =
            Map.of('D', "[^0-9]", 'S', "[^[:space:]]", 'W', "[^[:alnum:]_]");

    /** What stands for itself after a backslash, and edges of words, which every grep on Linux knows. */
    private static final String KEPT = ".[]{}()*+?^$|\\/bB<>123456789";

    private final String text;
    private final StringBuilder translated = new StringBuilder();
    private int at;
    private int groups;

    private LinePattern(String text) {
        this.text = text;
    }

    /**
     * Return the same expression for {@code grep -E}.
     *
     * @throws IllegalArgumentException if {@link #complaint} has one
     */
    public static String forGrep(String text) {
        return new LinePattern(text).translate();
    }

    /** Return what is wrong with an expression, in words that follow its key; empty if nothing is. */
    public static String complaint(String text) {
        if (text.isBlank()) {
            return "must not be empty";
        }
        try {
            forGrep(text);
            return "";
        } catch (IllegalArgumentException e) {
            return "is no regular expression for grep -E: " + e.getMessage();
        }
    }

    private String translate() {
        while (at < text.length()) {
            char next = text.charAt(at++);
            switch (next) {
                case '\\' -> escape();
                case '[' -> set();
                case '(' -> group();
                case ')' -> {
                    groups--;
                    translated.append(next);
                }
                case '*', '+', '?', '}' -> quantifier(next);
                default -> translated.append(next);
            }
            if (groups < 0) {
                throw new IllegalArgumentException("a ) has no (; write \\) for the character");
            }
        }
        if (groups > 0) {
            throw new IllegalArgumentException("a ( has no ); write \\( for the character");
        }
        return translated.toString();
    }

    private void escape() {
        char meant = escaped();
        if (SETS.containsKey(meant)) {
            translated.append('[').append(SETS.get(meant)).append(']');
        } else if (OUTSIDE_OF_SETS.containsKey(meant)) {
            translated.append(OUTSIDE_OF_SETS.get(meant));
        } else if (KEPT.indexOf(meant) >= 0) {
            translated.append('\\').append(meant);
        } else if (Character.isLetterOrDigit(meant)) {
            throw new IllegalArgumentException("\\" + meant + " is not known; \\d, \\s, \\w, \\t and \\b are");
        } else {
            translated.append(meant);
        }
    }

    private char escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("a \\ is its end; write \\\\ for the character");
        }
        return text.charAt(at++);
    }

    private void group() {
        if (at < text.length() && text.charAt(at) == '?') {
            throw new IllegalArgumentException("(? is not known; write ( for a group");
        }
        groups++;
        translated.append('(');
    }

    private void quantifier(char quantifier) {
        translated.append(quantifier);
        if (at < text.length() && text.charAt(at) == '?') {
            throw new IllegalArgumentException(
                    quantifier + "? is not known; leave the ? out, as a line that matches the one matches the other");
        }
    }

    /** A set of characters, in which a backslash stands for itself, and a ] too if it is the first. */
    private void set() {
        int begin = at;
        translated.append('[');
        if (at < text.length() && text.charAt(at) == '^') {
            translated.append(text.charAt(at++));
        }
        if (at < text.length() && text.charAt(at) == ']') {
            translated.append(text.charAt(at++));
        }
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == ']') {
                translated.append(next);
                return;
            } else if (next == '\\') {
                escapeInSet();
            } else if (next == '[' && at < text.length() && ":.=".indexOf(text.charAt(at)) >= 0) {
                named(text.charAt(at) + "]");
            } else {
                translated.append(next);
            }
        }
        throw new IllegalArgumentException("[" + text.substring(begin) + " has no ]; write \\[ for the character");
    }

    /** A class within a set, such as {@code [:alpha:]}. */
    private void named(String end) {
        int close = text.indexOf(end, at + 1);
        if (close < 0) {
            throw new IllegalArgumentException("[" + text.substring(at) + " has no " + end);
        }
        translated.append('[').append(text, at, close + end.length());
        at = close + end.length();
    }

    private void escapeInSet() {
        char meant = escaped();
        if (SETS.containsKey(meant)) {
            translated.append(SETS.get(meant));
        } else if ("]-^".indexOf(meant) >= 0) {
            throw new IllegalArgumentException(
                    "within [...] no character is escaped: a ] stands first, a - last, a ^ not first");
        } else if (Character.isLetterOrDigit(meant)) {
            throw new IllegalArgumentException("\\" + meant + " is not known within [...]; \\d, \\s, \\w and \\t are");
        } else {
            translated.append(meant);
        }
    }
}
