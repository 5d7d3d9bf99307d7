/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Instant;
import java.util.List;

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

    /** Copy the lines, so that nobody can change them later. */
    public HistoryEntry {
        lastLines = List.copyOf(lastLines);
    }
}
