/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Shows processes as a table, a row each. Every cell but the last two is one word, {@code -} where there is nothing, so that
 * {@code awk} finds its way.
 */
public final class StatusTable {

    private static final String NOTHING = "-";
    private static final int STATE_COLUMN = 3;

    /** What a narrow terminal can do without if it is the same in all rows: session, machine and variants; then pid and exit code. */
    private static final List<Integer> SAME = List.of(1, 2, 7);

    private static final List<Integer> LESS_NEEDED = List.of(4, 5);
    private static final int REASON_COLUMN = 8;
    private static final int LEAST_REASON = 20;
    private static final List<String> HEADER =
            List.of("NAME", "SESSION", "MACHINE", "STATE", "PID", "EXIT", "UPTIME", "VARIANTS", "REASON");
    private static final List<String> USE_HEADER = List.of("CPU", "MEMORY");
    private static final List<String> WIDE_HEADER = List.of("CONTAINER", "RESTARTS", "LOG", "CATEGORY");

    private StatusTable() {}

    /** Return the lines of the table, the header first. */
    public static List<String> lines(List<ProcessSnapshot> processes, Instant now, Paint paint) {
        return lines(processes, now, paint, List.of(), process -> List.of());
    }

    /**
     * Return the lines of a table for a person at a terminal: none is wider than it, as far as that can be. What cannot be shown is told by
     * other formats, and by {@code describe}.
     *
     * @param width its columns
     */
    public static List<String> fitting(List<ProcessSnapshot> processes, Instant now, Paint paint, int width) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        processes.forEach(process -> rows.add(row(process, now)));
        List<Integer> kept = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
        for (Integer column : SAME) {
            if (width(rows, kept) > width
                    && rows.stream()
                                    .skip(1)
                                    .map(row -> row.get(column))
                                    .distinct()
                                    .count()
                            < 2) {
                kept.remove(column);
            }
        }
        for (Integer column : LESS_NEEDED) {
            if (width(rows, kept) > width) {
                kept.remove(column);
            }
        }
        int reason = width - (width(rows, kept) - Math.min(LEAST_REASON, longest(rows, REASON_COLUMN)));
        List<String[]> cells = new ArrayList<>();
        for (List<String> row : rows) {
            String[] shown = kept.stream().map(row::get).toArray(String[]::new);
            shown[shown.length - 1] = cut(shown[shown.length - 1], Math.max(LEAST_REASON, reason));
            cells.add(shown);
        }
        return painted(cells, processes, kept.indexOf(STATE_COLUMN), paint);
    }

    private static int width(List<List<String>> rows, List<Integer> columns) {
        int width = -2;
        for (int column : columns) {
            int longest = longest(rows, column);
            width += 2 + (column == REASON_COLUMN ? Math.min(LEAST_REASON, longest) : longest);
        }
        return width;
    }

    private static int longest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    /** Return the lines of a table that also tells what the processes use. */
    public static List<String> linesWithUse(List<ProcessSnapshot> processes, Instant now, Paint paint) {
        return lines(processes, now, paint, USE_HEADER, StatusTable::use);
    }

    /** Return the lines of a table that also tells what does not change with each moment; a category may hold spaces. */
    public static List<String> wide(
            List<ProcessSnapshot> processes, List<ProcessDescription> descriptions, Instant now, Paint paint) {
        Map<String, String> categories = new HashMap<>();
        for (ProcessDescription process : descriptions) {
            categories.put(process.name(), orNothing(process.category()));
        }
        return lines(
                processes,
                now,
                paint,
                WIDE_HEADER,
                process -> List.of(
                        orNothing(process.container()),
                        Integer.toString(process.counts().restarts()),
                        orNothing(process.launch().logFile()),
                        categories.getOrDefault(process.name(), NOTHING)));
    }

    private static List<String> lines(
            List<ProcessSnapshot> processes,
            Instant now,
            Paint paint,
            List<String> more,
            Function<ProcessSnapshot, List<String>> moreOf) {
        List<String[]> rows = new ArrayList<>();
        rows.add(cells(HEADER, more));
        for (ProcessSnapshot process : processes) {
            rows.add(cells(row(process, now), moreOf.apply(process)));
        }
        return painted(rows, processes, STATE_COLUMN, paint);
    }

    private static List<String> painted(
            List<String[]> rows, List<ProcessSnapshot> processes, int stateColumn, Paint paint) {
        int[] widths = Columns.widths(rows);
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(Columns.line(Columns.padded(rows.get(0), widths))));
        for (int i = 0; i < processes.size(); i++) {
            List<String> cells = Columns.padded(rows.get(i + 1), widths);
            cells.set(stateColumn, paint.state(processes.get(i).state(), cells.get(stateColumn)));
            lines.add(Columns.line(cells));
        }
        return lines;
    }

    /** The variants and the reason stay last: they may hold spaces. */
    private static String[] cells(List<String> row, List<String> use) {
        List<String> cells = new ArrayList<>(row);
        cells.addAll(row.size() - 2, use);
        return cells.toArray(String[]::new);
    }

    private static List<String> row(ProcessSnapshot process, Instant now) {
        Duration uptime = process.uptime(now);
        return List.of(
                process.name(),
                process.session(),
                process.machine(),
                process.state().name(),
                orNothing(process.pid()),
                process.exit() == null
                        ? NOTHING
                        : Integer.toString(process.exit().code()),
                uptime == null ? NOTHING : Spans.word(uptime),
                process.launch().variants().isEmpty()
                        ? NOTHING
                        : String.join(",", process.launch().variants()),
                process.message().isEmpty() ? NOTHING : ProgressLines.firstLine(process.message()));
    }

    private static List<String> use(ProcessSnapshot process) {
        Double cpu = process.resources().cpuPercent();
        Long bytes = process.resources().residentBytes();
        return List.of(cpu == null ? NOTHING : cpu + "%", bytes == null ? NOTHING : Sizes.word(bytes));
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? NOTHING : value.toString();
    }
}
