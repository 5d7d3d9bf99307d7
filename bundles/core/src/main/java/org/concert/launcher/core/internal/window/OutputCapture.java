/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;
import static org.concert.launcher.tmux.TmuxText.literal;
import static org.concert.launcher.tmux.TmuxText.strftimeLiteral;

import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.script.Resource;

/**
 * How the output of a pane is captured on its machine: by a program that tmux gives it to, which stamps its lines and
 * begins a new log when one gets too long. docs/output.md tells the format.
 *
 * @param logFile the absolute path of the log
 * @param maxBytes the size at which a new log is begun; more than 0
 * @param keep how many older logs are kept; 0 or more
 * @param pipes whether the process has pipes instead of the terminal
 * @param note the line that the log gets at the start of the process
 */
public record OutputCapture(String logFile, long maxBytes, int keep, boolean pipes, String note) {

    private static final String SCRIPT = "PERL=" + ShellQuote.word(Resource.text(OutputCapture.class, "capture.pl"))
            + "\n" + Resource.text(OutputCapture.class, "capture.sh");

    /** tmux takes no command for a pipe that is longer than 8 KiB, save for what its options add to it. */
    private static final int LONGEST_NOTE = 500;

    /** Launchers of another version have another script. */
    private static final String SCRIPT_OPTION = "@concert_capture_" + Integer.toHexString(SCRIPT.hashCode());

    /** Cut the note to a length that any place for it can take. */
    public OutputCapture {
        if (note.length() > LONGEST_NOTE) {
            note = note.substring(0, LONGEST_NOTE) + "...";
        }
    }

    /** Return the command that has tmux know the script; to be given once to each server. */
    static String prepare() {
        return "set-option -g " + SCRIPT_OPTION + " " + argument(SCRIPT);
    }

    /**
     * Return the format of the path of a named pipe, which is there until everything is captured. A line in it tells that
     * the pane is dead: its output does not end by that.
     */
    String bell() {
        int name = logFile.lastIndexOf('/') + 1;
        return literal(logFile.substring(0, name) + "." + logFile.substring(name) + ".") + "#{pane_id}";
    }

    /** Return the shell command for {@code pipe-pane}, a format. */
    String command() {
        return "SOCKET=#{q:socket_path} PANE=#{pane_id} PID=#{pane_pid} "
                + strftimeLiteral("RING=%s FILE=%s MAX=%d KEEP=%d PIPES=%s NOTE=%s\n"
                        .formatted(
                                ShellQuote.word(Bell.RING_BY_RUN_SHELL),
                                ShellQuote.word(logFile),
                                maxBytes,
                                keep,
                                pipes ? "yes" : "",
                                ShellQuote.word(note)))
                + "#{" + SCRIPT_OPTION + "}";
    }
}
