/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * How large a terminal is.
 *
 * @param rows how many lines it has; 0 if that is not known
 * @param columns how many characters a line has; 0 if that is not known
 */
public record TerminalSize(int rows, int columns) {

    private static final TerminalSize UNKNOWN = new TerminalSize(0, 0);

    /** Return the size of the terminal that standard output is. */
    public static TerminalSize ofOutput() {
        return of(new File("/dev/stdout"));
    }

    /** Ask stty(1) for the size of a terminal. */
    static TerminalSize of(File terminal) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(Redirect.DISCARD)
                    .start();
            try (BufferedReader answer = stty.inputReader()) {
                String size = answer.readLine();
                int space = size == null ? -1 : size.indexOf(' ');
                return space < 0
                        ? UNKNOWN
                        : new TerminalSize(
                                Integer.parseInt(size.substring(0, space)),
                                Integer.parseInt(size.substring(space + 1)));
            }
        } catch (IOException | NumberFormatException e) {
            // No stty, or no terminal any more.
            return UNKNOWN;
        }
    }
}
