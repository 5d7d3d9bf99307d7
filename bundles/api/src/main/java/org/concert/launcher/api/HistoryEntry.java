/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something that happened to a process, as it was noted beside its output, on its own machine, whether a launcher was there or not.
 *
 * @param time when, by the clock of the machine
 * @param process its name
 * @param session the tmux session of its window
 * @param machine where it ran
 * @param kind what sort of thing it was
 * @param what it in words, such as {@code started, variants sim} or {@code ended by SIGSEGV}
 * @param lastLines what it had printed last, at most 3 lines, the oldest first; empty but for ends that were neither by exit code 0 nor by
 *     a signal by which processes are stopped (SIGINT, SIGTERM, SIGQUIT, SIGHUP)
 */
public record HistoryEntry(
        Instant time, String process, String session, String machine, Kind kind, String what, List<String> lastLines) {

    /** What sort of thing happened. */
    public enum Kind {
        /** It was started, by somebody or by its restart policy. */
        STARTED,
        /** It ended, of itself or since it was stopped; or its window was closed. */
        ENDED,
        /** Something else that is worth a note, such as lines that are missing in its log. */
        NOTED
    }

    /** By these signals a process is stopped, as a rule. */
    private static final Pattern GOOD_END = Pattern.compile("ended (with exit code 0|by SIG(INT|TERM|QUIT|HUP))");

    /** Return whether it is an end that was neither by exit code 0 nor by a signal by which processes are stopped. */
    public boolean failed() {
        return isFailure(kind, what);
    }

    /** Return whether something of this kind, in these words, is such an end. */
    public static boolean isFailure(Kind kind, String what) {
        return kind == Kind.ENDED && !GOOD_END.matcher(what).matches();
    }

    /** Copy the lines, so that nobody can change them later. */
    public HistoryEntry {
        lastLines = List.copyOf(lastLines);
    }
}
