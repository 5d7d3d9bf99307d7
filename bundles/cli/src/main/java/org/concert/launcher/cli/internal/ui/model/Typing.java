/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

/** What a line becomes by a key. */
final class Typing {

    private Typing() {}

    /** Return a text after a key: one character more, one less, or none at all. */
    static String after(String text, String key) {
        return switch (key) {
            case "space" -> text + " ";
            case "backspace" -> text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(text.length(), -1));
            case "ctrl-u" -> "";
            default -> key.codePointCount(0, key.length()) == 1 ? text + key : text;
        };
    }
}
