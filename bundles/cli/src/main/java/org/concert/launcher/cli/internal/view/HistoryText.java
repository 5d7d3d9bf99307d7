/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.api.HistoryEntry;

/** What happened to processes, and what was asked for, in one table by time. */
public final class HistoryText {

    private static final int MOST_NAMES = 3;

    private record Row(Instant time, String name, String where, String what, List<String> lines) {}

    private final List<Row> rows = new ArrayList<>();

    /** Create one of what happened, and of what was asked for. */
    public HistoryText(List<HistoryEntry> happened, List<AuditEntry> asked) {
        happened.forEach(entry ->
                rows.add(new Row(entry.time(), entry.process(), entry.machine(), entry.what(), entry.lastLines())));
        asked.forEach(entry -> rows.add(new Row(entry.time(), names(entry.processes()), "-", words(entry), List.of())));
        rows.sort(Comparator.comparing(Row::time));
    }

    private static String names(List<String> all) {
        List<String> shown = all.subList(0, Math.min(MOST_NAMES, all.size()));
        return (all.isEmpty() ? "-" : String.join(",", shown)) + (all.size() > MOST_NAMES ? ",..." : "");
    }

    private static String words(AuditEntry entry) {
        String how = entry.result() == AuditEntry.Result.ACCEPTED
                ? ""
                : " (%s: %s)"
                        .formatted(
                                entry.result().name().toLowerCase(Locale.ROOT),
                                entry.reason().lines().findFirst().orElse(""));
        return "%s asked for %s%s".formatted(entry.user(), entry.action(), how);
    }

    /** Return the newest as lines, the oldest first. */
    public List<String> lines(int most, ZoneId zone, Paint paint) {
        List<Row> newest = rows.subList(Math.max(0, rows.size() - most), rows.size());
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"TIME", "NAME", "MACHINE", "WHAT"});
        newest.forEach(row -> cells.add(new String[] {
            PlainText.time(row.time(), zone),
            PlainText.of(row.name()),
            PlainText.of(row.where()),
            PlainText.of(row.what())
        }));
        List<String> table = Table.lines(cells, paint);
        List<String> lines = new ArrayList<>(table.subList(0, 1));
        for (int i = 0; i < newest.size(); i++) {
            lines.add(table.get(i + 1));
            newest.get(i).lines().forEach(line -> lines.add("    " + PlainText.ofOutput(line)));
        }
        return lines;
    }
}
