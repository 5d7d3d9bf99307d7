/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

/** A line and a column of a text, both counted from 1. */
record TextPosition(int line, int column) {

    /** Return the position of what follows a text. */
    static TextPosition after(CharSequence text) {
        int line = 1;
        int begin = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\n') {
                line++;
                begin = at + 1;
            }
        }
        return new TextPosition(line, Character.codePointCount(text, begin, text.length()) + 1);
    }
}
