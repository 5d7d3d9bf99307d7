/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;

/** Shows in a row for each process how often it was started and failed, and its first failure, which holds the cause of those after it. */
public final class SinceBoot {

    private SinceBoot() {}

    /**
     * Return a table.
     *
     * @param history what happened since the boot of each machine
     * @param names the processes, in order; those to which nothing happened are left out
     */
    public static List<String> lines(History history, Collection<String> names, ZoneId zone, Paint paint) {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"SINCE BOOT", "STARTED", "FAILED", "FIRST FAILURE"});
        for (String name : names) {
            List<HistoryEntry> entries = history.entries().stream()
                    .filter(entry -> entry.process().equals(name))
                    .toList();
            if (!entries.isEmpty()) {
                cells.add(row(name, entries, zone));
            }
        }
        return Table.lines(cells, paint);
    }

    private static String[] row(String name, List<HistoryEntry> entries, ZoneId zone) {
        long started = entries.stream()
                .filter(entry -> entry.kind() == HistoryEntry.Kind.STARTED)
                .count();
        List<HistoryEntry> failures =
                entries.stream().filter(HistoryEntry::failed).toList();
        String first = failures.isEmpty()
                ? "-"
                : PlainText.time(failures.get(0).time(), zone) + " "
                        + PlainText.of(failures.get(0).what());
        return new String[] {PlainText.of(name), Long.toString(started), Integer.toString(failures.size()), first};
    }
}
