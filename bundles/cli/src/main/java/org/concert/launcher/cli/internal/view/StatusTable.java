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
    private static final List<String> HEADER =
            List.of("NAME", "SESSION", "MACHINE", "STATE", "PID", "EXIT", "UPTIME", "VARIANTS", "REASON");
    private static final List<String> USE_HEADER = List.of("CPU", "MEMORY");
    private static final List<String> WIDE_HEADER = List.of("CONTAINER", "RESTARTS", "LOG", "CATEGORY");

    private StatusTable() {}

    /** Return the lines of the table, the header first. */
    public static List<String> lines(List<ProcessSnapshot> processes, Instant now, Paint paint) {
        return lines(processes, now, paint, List.of(), process -> List.of());
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
        int[] widths = Columns.widths(rows);
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(Columns.line(Columns.padded(rows.get(0), widths))));
        for (int i = 0; i < processes.size(); i++) {
            List<String> cells = Columns.padded(rows.get(i + 1), widths);
            cells.set(STATE_COLUMN, paint.state(processes.get(i).state(), cells.get(STATE_COLUMN)));
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
