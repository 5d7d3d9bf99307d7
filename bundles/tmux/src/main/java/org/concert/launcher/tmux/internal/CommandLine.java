/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

/** Makes one line of several commands. */
public final class CommandLine {

    private CommandLine() {}

    /**
     * Join commands to a list.
     *
     * @throws IllegalArgumentException if there is none, one is blank (tmux takes an empty line for a wish to leave), or
     *     one holds a line feed or a NUL, which would end the line early
     */
    public static String of(String... commands) {
        if (commands.length == 0) {
            throw new IllegalArgumentException("Cannot run a list of no tmux commands");
        }
        for (String command : commands) {
            if (command.isBlank()) {
                throw new IllegalArgumentException("Cannot run a blank tmux command");
            }
            if (command.indexOf('\n') >= 0 || command.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("Cannot run a tmux command with a line feed or NUL in it: "
                        + command.lines().findFirst().orElse("") + "; TmuxText.argument quotes a line feed");
            }
        }
        return String.join(" ; ", commands);
    }
}
