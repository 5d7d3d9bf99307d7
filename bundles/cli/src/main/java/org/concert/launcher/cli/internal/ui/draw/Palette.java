/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.view.PlainText;
import org.concert.launcher.cli.internal.view.TerminalText;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The colours and signs. Only the sixteen colours that a terminal's own theme defines are used, on its own background, so that they
 * can be read on dark and light ones; no state is told by its colour alone.
 *
 * @param coloured whether there are colours; else bold and inverse only
 * @param utf8 whether the terminal shows signs beyond ASCII
 */
public record Palette(boolean coloured, boolean utf8) {

    private static final int[] NAMES = {
        AttributedStyle.CYAN,
        AttributedStyle.MAGENTA,
        AttributedStyle.BLUE,
        AttributedStyle.GREEN,
        AttributedStyle.YELLOW
    };

    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle BOLD = AttributedStyle.BOLD;
    static final AttributedStyle CURSOR = AttributedStyle.INVERSE;

    AttributedStyle state(ProcessState state) {
        return switch (state) {
            case READY, DONE -> colour(AttributedStyle.GREEN);
            case FAILED, BLOCKED -> colour(AttributedStyle.RED).bold();
            case UNKNOWN, UNHEALTHY -> colour(AttributedStyle.MAGENTA).bold();
            case STOPPED, EXITED -> PLAIN;
            case WAITING, STARTING, RUNNING, STOPPING, BACKOFF -> colour(AttributedStyle.YELLOW);
        };
    }

    AttributedStyle trouble() {
        return colour(AttributedStyle.RED).bold();
    }

    AttributedStyle error() {
        return colour(AttributedStyle.RED);
    }

    AttributedStyle title() {
        return colour(AttributedStyle.CYAN).bold();
    }

    AttributedStyle numbered(int number) {
        return colour(NAMES[number % NAMES.length]);
    }

    AttributedStyle match() {
        return coloured
                ? PLAIN.foreground(AttributedStyle.BLACK).background(AttributedStyle.YELLOW)
                : PLAIN.underline().bold();
    }

    private AttributedStyle colour(int colour) {
        return coloured ? PLAIN.foreground(colour) : PLAIN;
    }

    /** Return one character that tells a state. */
    String sign(ProcessState state) {
        return switch (state) {
            case READY -> utf8 ? "●" : "+";
            case DONE -> utf8 ? "✓" : "=";
            case FAILED -> utf8 ? "✗" : "x";
            case BLOCKED -> utf8 ? "⊘" : "#";
            case UNHEALTHY -> "!";
            case UNKNOWN -> "?";
            case BACKOFF, STARTING, RUNNING -> utf8 ? "◐" : "~";
            case WAITING -> utf8 ? "○" : "o";
            case STOPPING -> utf8 ? "◌" : "-";
            case STOPPED, EXITED -> utf8 ? "·" : ".";
        };
    }

    String rule() {
        return utf8 ? "━" : "-";
    }

    String ellipsis() {
        return utf8 ? "…" : "~";
    }

    /** Heavy lines: for the light ones JLine changes to the character set for lines, which not every terminal has in UTF-8. */
    String branch(String drawn) {
        String lines = utf8 ? "┣┃┗━" : "||`-";
        return drawn.replace('├', lines.charAt(0))
                .replace('│', lines.charAt(1))
                .replace('└', lines.charAt(2))
                .replace('─', lines.charAt(3));
    }

    /** Return what a program has printed, with its colours if there are any. */
    AttributedString printed(String text) {
        return coloured
                ? AttributedString.fromAnsi(TerminalText.of(text))
                : new AttributedString(PlainText.ofOutput(text));
    }

    /** Return what a program has printed to standard error: what has no colour of its own has that of errors. */
    AttributedString printedAsError(String text) {
        AttributedString printed = printed(text);
        var error = new AttributedStringBuilder();
        for (int i = 0; i < printed.length(); i++) {
            AttributedStyle own = printed.styleAt(i);
            error.append(printed.subSequence(i, i + 1).toString(), own.equals(PLAIN) ? error() : own);
        }
        return error.toAttributedString();
    }

    /** Return a text that is as wide as this: cut, or filled up with spaces. */
    AttributedString fit(AttributedString text, int width) {
        int columns = text.columnLength();
        if (columns == width) {
            return text;
        }
        var fitted = new AttributedStringBuilder(width + 1);
        if (columns < width) {
            return fitted.append(text).append(" ".repeat(width - columns)).toAttributedString();
        }
        if (width < 1) {
            return AttributedString.EMPTY;
        }
        AttributedString cut = text.columnSubSequence(0, width - 1);
        fitted.append(cut).append(ellipsis());
        return fitted.append(" ".repeat(Math.max(0, width - 1 - cut.columnLength())))
                .toAttributedString();
    }

    /** Return a text in as many rows of this width as it takes; at least one. */
    List<AttributedString> wrapped(AttributedString text, int width) {
        List<AttributedString> rows = new ArrayList<>();
        int columns = text.columnLength();
        for (int at = 0; at == 0 || at < columns; at += width) {
            rows.add(fit(text.columnSubSequence(at, Math.min(columns, at + width)), width));
        }
        return rows;
    }

    AttributedString fit(String text, int width) {
        return fit(new AttributedString(PlainText.of(text)), width);
    }
}
