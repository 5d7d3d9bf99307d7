/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import java.util.Collection;
import java.util.List;

/**
 * What may stand where the cursor is.
 *
 * @param kind what the shell is to make of them
 * @param words whole words, not quoted; they need not begin as the word at the cursor does
 */
record Candidates(Kind kind, List<String> words) {

    /** Nothing that could be guessed. */
    static final Candidates NONE = new Candidates(Kind.WORDS, List.of());

    /** Names of files, which the shell knows better. */
    static final Candidates FILES = new Candidates(Kind.FILES, List.of());

    /** What the shell is to make of candidates. */
    enum Kind {
        /** Words with a space behind. */
        WORDS,
        /** Beginnings of words. */
        BEGINNINGS,
        /** Names of files. */
        FILES
    }

    /** Copy the words, so that nobody can change them later. */
    Candidates {
        words = List.copyOf(words);
    }

    static Candidates of(Collection<String> words) {
        return new Candidates(Kind.WORDS, List.copyOf(words));
    }

    /** Return these with a text before each. */
    Candidates behind(String text) {
        return new Candidates(kind, words.stream().map(word -> text + word).toList());
    }
}
