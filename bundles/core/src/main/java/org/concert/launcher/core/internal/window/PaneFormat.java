/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * The format in which tmux lists our panes, and how it is read. Marks are options of the pane, not of its window: a pane
 * that a user splits off by hand does not carry them, and they stay with a pane that is moved.
 */
public final class PaneFormat {

    /** Panes without this option belong to somebody else. */
    static final String PROCESS = "@concert_process";

    static final String START = "@concert_start";
    static final String BEGUN = "@concert_begun";
    static final String READY = "@concert_ready";
    static final String STOP = "@concert_stop";
    static final String FAILURE = "@concert_failure";
    static final String LACK = "@concert_lack";
    static final String RESTARTS = "@concert_restarts";
    static final String BACKOFF = "@concert_backoff";
    static final String LEFT = "@concert_left";

    /** When the pane was made, by the clock of the machine. */
    static final String MADE = "@concert_made";

    /** The time, in seconds since 1970, by the clock of the machine. */
    static final String NOW = "#{T:#{l:%s}}";

    /**
     * Whether the shell of a process has told that it has come to its command. It does so by the path of the pane (OSC 7), which the
     * command may set to something else, and by a tab stop in the first column, where it is of no effect.
     */
    public static final String TOLD_BEGUN =
            "#{?#{==:#{pane_path},concert-launcher},1,#{?#{&&:#{pane_path},#{m:0*,#{pane_tabs}}},1,}}";

    /** Why output is not captured; set by the capture itself. */
    static final String OUTPUT = "@concert_output";

    /** The process id of the first program of the process, behind that of the pane it was seen in; set by the capture. */
    static final String PROGRAM = "@concert_program";

    /** The path of the pipe by which the capture is told of the end; see {@link OutputCapture#bell}. */
    static final String BELL = "@concert_bell";

    /** No field can hold the separator: ids and numbers are plain, and what is free text is URL-encoded. */
    private static final String SEPARATOR = "|";

    /** The format for {@code list-panes -F}. */
    public static final String FORMAT = String.join(
            SEPARATOR,
            "#{pane_id}",
            "#{pane_pid}",
            "#{pane_dead}",
            "#{pane_dead_status}",
            "#{pane_dead_signal}",
            "#{pane_dead_time}",
            "#{" + PROCESS + "}",
            "#{" + START + "}",
            TOLD_BEGUN,
            "#{" + BEGUN + "}",
            "#{" + READY + "}",
            "#{" + STOP + "}",
            "#{" + FAILURE + "}",
            "#{" + LACK + "}",
            "#{" + RESTARTS + "}",
            "#{" + BACKOFF + "}",
            Supervision.FORMAT,
            NOW,
            "#{" + PROGRAM + "}",
            "#{" + LEFT + "}",
            "#{" + MADE + "}",
            // Free text, so it comes last and may hold the separator.
            "#{" + OUTPUT + "}");

    /** The filter for {@code list-panes -f} that leaves out what is not ours. */
    public static final String OURS = "#{" + PROCESS + "}";

    private static final int FIELDS = FORMAT.split("\\|", -1).length;

    private PaneFormat() {}

    /** Read what {@code list-panes -a} printed: one pane for each process, the living one if there are several. */
    public static Collection<PaneRecord> read(List<String> lines) {
        Map<ProcessKey, PaneRecord> panes = new LinkedHashMap<>();
        for (String line : lines) {
            PaneRecord pane = readLine(line);
            if (pane != null) {
                panes.merge(pane.key(), pane, PaneFormat::decisive);
            }
        }
        return new ArrayList<>(panes.values());
    }

    private static PaneRecord decisive(PaneRecord first, PaneRecord second) {
        if (first.alive() != second.alive()) {
            return first.alive() ? first : second;
        }
        return first.start().startMillis() > second.start().startMillis() ? first : second;
    }

    private static @Nullable PaneRecord readLine(String line) {
        String[] fields = line.split("\\|", FIELDS);
        if (fields.length != FIELDS || fields[6].isEmpty()) {
            return null;
        }
        ProcessKey key = ProcessKey.parse(fields[6]);
        boolean dead = fields[2].equals("1");
        StartMark start = StartMark.decode(fields[7], number(fields[20]));
        boolean begun = !start.announced() || !fields[8].isEmpty() || !fields[9].isEmpty();
        return new PaneRecord(
                key,
                fields[0],
                number(fields[1]),
                dead,
                dead ? exit(fields[3], fields[4]) : null,
                number(fields[5]),
                start,
                begun,
                number(fields[9]),
                number(fields[10]),
                number(fields[11]),
                StartMark.decodeText(fields[12]),
                StartMark.decodeText(fields[13]),
                RestartMarks.decode(Supervision.covers(fields[16], key.session()), fields[14], fields[15]),
                fields[21],
                number(fields[17]),
                program(fields[1], fields[18]),
                StartMark.decodeText(fields[19]));
    }

    /** Return the first program of a pane, 0 if it is that of the pane, or of what was in the pane before. */
    private static long program(String pid, String told) {
        return told.startsWith(pid + "/") ? number(told.substring(pid.length() + 1)) : 0;
    }

    private static @Nullable ExitStatus exit(String status, String signal) {
        if (!signal.isEmpty()) {
            return ExitStatus.ofSignal((int) number(signal));
        }
        return status.isEmpty() ? null : ExitStatus.ofCode((int) number(status));
    }

    /** Return the number a text stands for, 0 for anything else: a mark set by hand must not stop the launcher. */
    static long number(String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
