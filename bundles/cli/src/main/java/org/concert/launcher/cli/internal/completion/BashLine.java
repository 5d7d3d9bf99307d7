/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as it was typed into bash, up to the cursor. It is read as bash reads it, but for what bash would put in
 * the place of variables and the like.
 *
 * <p>What bash replaces is not always a whole word: it begins behind an open quote, or behind the last of the characters
 * in {@code COMP_WORDBREAKS}, to which {@code :} and {@code =} belong.
 */
final class BashLine {

    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String wordBreaks;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    /** The quote that is open, or 0. */
    private char quote;

    /** How much of the word at the cursor stands before what bash replaces. */
    private int kept;

    /**
     * Read a line.
     *
     * @param line from the name of the program to the cursor
     * @param wordBreaks the characters that end a word for readline
     */
    BashLine(String line, String wordBreaks) {
        this.wordBreaks = wordBreaks;
        for (int i = 0; i < line.length(); i++) {
            i = read(line, i);
        }
    }

    /** Read at a place, and return the place of the last character that was read. */
    private int read(String line, int i) {
        char c = line.charAt(i);
        boolean hasNext = i + 1 < line.length();
        if (quote != 0) {
            return readQuoted(line, i);
        }
        if (c == ' ' || c == '\t' || c == '\n') {
            endWord();
        } else if (c == '\\') {
            inWord = true;
            if (hasNext) {
                word.append(line.charAt(i + 1));
            }
            return i + 1;
        } else if (c == '\'' || c == '"') {
            inWord = true;
            quote = c;
            kept = word.length();
        } else {
            inWord = true;
            word.append(c);
            kept = wordBreaks.indexOf(c) >= 0 ? word.length() : kept;
        }
        return i;
    }

    private int readQuoted(String line, int i) {
        char c = line.charAt(i);
        boolean escape = quote == '"'
                && c == '\\'
                && i + 1 < line.length()
                && ESCAPED_IN_DOUBLE_QUOTES.indexOf(line.charAt(i + 1)) >= 0;
        if (escape) {
            word.append(line.charAt(i + 1));
            return i + 1;
        }
        if (c == quote) {
            quote = 0;
            kept = word.length();
        } else {
            word.append(c);
        }
        return i;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
        kept = 0;
    }

    /** Return the words before the one at the cursor; the first is the program. */
    List<String> before() {
        return words;
    }

    /** Return the beginning of the word at the cursor, without quotes. */
    String current() {
        return word.toString();
    }

    /** Return what bash is to put in the place of what it replaces, for the word at the cursor to become another. */
    String replacement(String candidate) {
        String text = candidate.substring(kept);
        if (quote == '\'') {
            return text.replace("'", "'\\''");
        }
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = quote == '"'
                    ? ESCAPED_IN_DOUBLE_QUOTES.indexOf(c) < 0
                    : c > 127 || Character.isLetterOrDigit(c) || "_./:=,@%+-".indexOf(c) >= 0;
            quoted.append(plain ? "" : "\\").append(c);
        }
        return quoted.toString();
    }
}
