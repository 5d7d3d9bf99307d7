/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

/** Turns any string into text that tmux takes for that very string, and not for syntax of its own. */
public final class TmuxText {

    private TmuxText() {}

    /**
     * Quote a string as one argument of a command for {@link TmuxClient#run}.
     *
     * <p>The command gets the string as it was, whatever is in it: quotes, newlines, control characters, {@code ;}.
     * Many arguments are formats, which the command expands next: see {@link #literal}.
     *
     * @throws IllegalArgumentException if the string holds a NUL or half a surrogate pair, which no argument can
     */
    public static String argument(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 16).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                int codePoint = value.codePointAt(i);
                require(Character.isSupplementaryCodePoint(codePoint), "half a surrogate pair", i);
                quoted.appendCodePoint(codePoint);
                i++;
            } else {
                require(c != 0, "a NUL", i);
                appendQuoted(quoted, c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void appendQuoted(StringBuilder quoted, char c) {
        if (c == '\n') {
            quoted.append("\\n");
        } else if (c < ' ' || c == 0x7f) {
            quoted.append('\\').append((char) ('0' + (c >> 6)));
            quoted.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
        } else {
            if (c == '\\' || c == '"' || c == '$' || c == '~') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
    }

    private static void require(boolean condition, String what, int index) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "Cannot make this an argument of a tmux command: it holds " + what + " at index " + index);
        }
    }

    /**
     * Write a string so that a format shows it as it is: {@code #{pane_id}} stays these ten characters.
     *
     * <p>Good outside of {@code #{...}} only. The result is no argument yet; that is {@link #argument}.
     */
    public static String literal(String value) {
        // tmux keeps "##[" doubled, for the status line to read, so the bracket is hidden from it.
        return value.replace("#", "##").replace("#[", "##{l:[}");
    }

    /** Write a string like {@link #literal}, for the commands that run strftime over it: display-message, pipe-pane. */
    public static String strftimeLiteral(String value) {
        return literal(value).replace("%", "%%");
    }
}
