/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    static final String UNHEALTHY = "@concert_unhealthy";
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

    /**
     * Whether the process has ended, and what leads its session only waits for its last words to be read (terminal.sh), which tells that by
     * the path of the pane.
     */
    static final String ENDED = "#{==:#{pane_path},concert-ended}";

    /** Why output is not captured; set by the capture itself. */
    static final String OUTPUT = "@concert_output";

    /** The process id of the first program of the process, behind that of the pane it was seen in; set by the capture. */
    static final String PROGRAM = "@concert_program";

    /** The path of the pipe by which the capture is told of the end; see {@link OutputCapture#bell}. */
    static final String BELL = "@concert_bell";

    /** What {@link #beginning} reads. */
    static final String BEGINNING =
            "#{?" + TOLD_BEGUN + ",#{?#{m:#{pane_pid}/*,#{" + PROGRAM + "}},PROGRAM,COMMAND},SHELL}";

    /** No field can hold the separator: ids and numbers are plain, and what is free text is URL-encoded. */
    private static final String SEPARATOR = "|";

    /** What tmux tells of a pane, in this order. */
    private enum Field {
        ID("#{pane_id}"),
        PID("#{pane_pid}"),
        DEAD("#{pane_dead}"),
        DEAD_STATUS("#{pane_dead_status}"),
        DEAD_SIGNAL("#{pane_dead_signal}"),
        DEAD_TIME("#{pane_dead_time}"),
        KEY(Original.KEY),
        START_MARK("#{" + START + "}"),
        SHELL_TOLD(TOLD_BEGUN),
        BEGIN_MILLIS("#{" + BEGUN + "}"),
        READY_MILLIS("#{" + READY + "}"),
        STOP_MILLIS("#{" + STOP + "}"),
        FAILURE_WORD("#{" + FAILURE + "}"),
        LACK_WORD("#{" + LACK + "}"),
        UNHEALTHY_WORD("#{" + UNHEALTHY + "}"),
        RESTARTS_WORD("#{" + RESTARTS + "}"),
        BACKOFF_WORD("#{" + BACKOFF + "}"),
        SUPERVISION(Supervision.FORMAT),
        TOLD_SECONDS(NOW),
        PROGRAM_PID("#{" + PROGRAM + "}"),
        LEFT_WORD("#{" + LEFT + "}"),
        MADE_SECONDS("#{" + MADE + "}"),
        /** Free text, so it comes last and may hold the separator. */
        CAPTURE_FAILURE("#{" + OUTPUT + "}");

        private final String format;

        Field(String format) {
            this.format = format;
        }
    }

    private static final List<Field> FIELDS = List.of(Field.values());

    /** The format for {@code list-panes -F}. */
    public static final String FORMAT =
            FIELDS.stream().map(field -> field.format).collect(Collectors.joining(SEPARATOR));

    /** What tmux told of one pane. */
    private record Line(Map<Field, String> values) {

        /** Return it; empty if it is no line of this format. */
        static Optional<Line> of(String text) {
            List<String> parts = List.of(text.split(Pattern.quote(SEPARATOR), FIELDS.size()));
            if (parts.size() != FIELDS.size()) {
                return Optional.empty();
            }
            Map<Field, String> values = new EnumMap<>(Field.class);
            Iterator<String> part = parts.iterator();
            FIELDS.forEach(field -> values.put(field, part.next()));
            return Optional.of(new Line(values));
        }

        String text(Field field) {
            return values.getOrDefault(field, "");
        }

        String decoded(Field field) {
            return StartMark.decodeText(text(field));
        }

        long number(Field field) {
            return PaneFormat.number(text(field));
        }

        boolean has(Field field) {
            return !text(field).isEmpty();
        }
    }

    /** The filter for {@code list-panes -f} that leaves out what is not ours. */
    public static final String OURS = Original.KEY;

    private PaneFormat() {}

    /** Read what {@code list-panes -a} printed: one pane for each process, the living one if there are several. */
    public static Collection<PaneRecord> read(List<String> lines) {
        Map<ProcessKey, PaneRecord> panes = new LinkedHashMap<>();
        for (String line : lines) {
            Line.of(line)
                    .filter(known -> known.has(Field.KEY))
                    .filter(known -> !Original.isKey(known.text(Field.KEY)) || Original.isUsable(known.text(Field.KEY)))
                    .map(PaneFormat::pane)
                    .ifPresent(pane -> panes.merge(pane.key(), pane, PaneFormat::decisive));
        }
        return new ArrayList<>(panes.values());
    }

    /** Read what tmux printed of {@link #BEGINNING}. */
    static Panes.Beginning beginning(List<String> lines) {
        return lines.size() == 1 ? Panes.Beginning.valueOf(lines.get(0)) : Panes.Beginning.SHELL;
    }

    private static PaneRecord decisive(PaneRecord first, PaneRecord second) {
        if (first.alive() != second.alive()) {
            return first.alive() ? first : second;
        }
        return first.start().startMillis() > second.start().startMillis() ? first : second;
    }

    private static PaneRecord pane(Line line) {
        boolean ofOriginal = Original.isKey(line.text(Field.KEY));
        ProcessKey key = Original.process(line.text(Field.KEY));
        StartMark start = ofOriginal
                ? Original.mark(line.text(Field.ID))
                : StartMark.decode(line.text(Field.START_MARK), line.number(Field.MADE_SECONDS));
        return new PaneRecord(
                key,
                line.text(Field.ID),
                new PaneRecord.Programs(line.number(Field.PID), program(line)),
                line.text(Field.DEAD).equals("1") ? new PaneRecord.End(exit(line), line.number(Field.DEAD_TIME)) : null,
                start,
                marks(line, start),
                RestartMarks.decode(
                        Supervision.covers(line.text(Field.SUPERVISION), key.session()),
                        line.text(Field.RESTARTS_WORD),
                        line.text(Field.BACKOFF_WORD)),
                line.number(Field.TOLD_SECONDS));
    }

    private static PaneMarks marks(Line line, StartMark start) {
        return new PaneMarks(
                !start.announced() || line.has(Field.SHELL_TOLD) || line.has(Field.BEGIN_MILLIS),
                line.number(Field.BEGIN_MILLIS),
                line.number(Field.READY_MILLIS),
                line.number(Field.STOP_MILLIS),
                line.decoded(Field.FAILURE_WORD),
                line.decoded(Field.LACK_WORD),
                line.decoded(Field.UNHEALTHY_WORD),
                Original.isKey(line.text(Field.KEY))
                        ? Original.output(Original.process(line.text(Field.KEY)).name())
                        : line.text(Field.CAPTURE_FAILURE),
                line.decoded(Field.LEFT_WORD));
    }

    /** Return the first program of a pane, 0 if it is that of the pane, or of what was in the pane before. */
    private static long program(Line line) {
        String told = line.text(Field.PROGRAM_PID);
        String pane = line.text(Field.PID) + "/";
        return told.startsWith(pane) ? number(told.substring(pane.length())) : 0;
    }

    private static @Nullable ExitStatus exit(Line line) {
        if (line.has(Field.DEAD_SIGNAL)) {
            return ExitStatus.ofSignal((int) line.number(Field.DEAD_SIGNAL));
        }
        return line.has(Field.DEAD_STATUS) ? ExitStatus.ofCode((int) line.number(Field.DEAD_STATUS)) : null;
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
