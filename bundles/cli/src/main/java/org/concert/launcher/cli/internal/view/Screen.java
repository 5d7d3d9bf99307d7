/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.PrintStream;
import java.util.List;

/**
 * The lines at the end of a terminal that are drawn again and again in place. For one thread at a time.
 *
 * <p>It reads nothing and changes no mode beyond a frame: whatever ends the program, the terminal is as it was. (JLine
 * was tried: it forks eight programs, asks the terminal questions and waits for the answers on standard input.)
 */
final class Screen implements AutoCloseable {

    private static final String ESCAPE = "\u001b[";

    /** Hides the cursor, and has the terminal cut lines that are too long, so that a line is a line. */
    private static final String BEGIN_FRAME = ESCAPE + "?25l" + ESCAPE + "?7l";

    private static final String END_FRAME = ESCAPE + "?7h" + ESCAPE + "?25h";
    private static final String ERASE_LINE_END = ESCAPE + "K";
    private static final String ERASE_BELOW = ESCAPE + "J";

    private final PrintStream out;
    private List<String> drawn = List.of();

    Screen(PrintStream out) {
        this.out = out;
    }

    /** Draw these lines in place of those drawn before. */
    void draw(List<String> lines) {
        if (lines.equals(drawn)) {
            return;
        }
        var frame = new StringBuilder(BEGIN_FRAME).append(toFirstLine());
        for (int i = 0; i < lines.size(); i++) {
            frame.append(i == 0 ? "" : "\n").append(lines.get(i)).append(ERASE_LINE_END);
        }
        write(frame.append(ERASE_BELOW).append(END_FRAME));
        drawn = List.copyOf(lines);
    }

    /** Remove what was drawn; the cursor stands where it stood at first. */
    @Override
    public void close() {
        if (!drawn.isEmpty()) {
            write(new StringBuilder(toFirstLine()).append(ERASE_BELOW));
            drawn = List.of();
        }
    }

    private String toFirstLine() {
        return drawn.size() < 2 ? "\r" : "\r" + ESCAPE + (drawn.size() - 1) + "A";
    }

    /** Write at once, so that no half frame is seen. */
    private void write(StringBuilder text) {
        out.print(text);
        out.flush();
    }
}
