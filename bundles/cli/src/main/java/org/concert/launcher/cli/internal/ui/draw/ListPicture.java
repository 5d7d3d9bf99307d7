/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.cli.internal.ui.model.Fleet;
import org.concert.launcher.cli.internal.ui.model.Grouping;
import org.concert.launcher.cli.internal.ui.model.Order;
import org.concert.launcher.cli.internal.ui.model.ProcessList;
import org.concert.launcher.cli.internal.ui.model.Row;
import org.concert.launcher.cli.internal.view.Sizes;
import org.concert.launcher.cli.internal.view.Spans;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The list of processes in columns. What a narrow terminal has no room for is left out, the least important first. */
final class ListPicture {

    private static final int STATE = 9;
    private static final int CPU = 6;
    private static final int MEMORY = 6;
    private static final int UPTIME = 6;
    private static final int RESTARTS = 3;
    private static final int LEAST_REASON = 14;
    private static final int MOST_NAME = 32;

    /** A mark, a sign, and a space. */
    private static final int BEFORE_NAME = 4;

    private final Palette palette;
    private final ProcessList list;
    private final int width;
    private final int name;
    private final int machine;
    private final boolean restarts;
    private final int rest;

    ListPicture(Palette palette, ProcessList list, int width) {
        this.palette = palette;
        this.list = list;
        this.width = width;
        int longest = 8;
        int longestMachine = 0;
        boolean several = list.fleet().machines().size() > 1 && list.grouping() != Grouping.MACHINE;
        for (Row row : list.rows()) {
            Fleet.Entry entry = row.entry();
            if (entry != null) {
                longest = Math.max(longest, row.text().length() + entry.name().length());
                longestMachine = Math.max(longestMachine, entry.now().machine().length());
            }
        }
        int fixed = BEFORE_NAME + STATE + CPU + MEMORY + UPTIME + 4;
        this.name = Math.min(longest, Math.max(8, Math.min(MOST_NAME, width - fixed)));
        int left = width - fixed - name;
        this.restarts = left >= RESTARTS + 1 + LEAST_REASON;
        left -= restarts ? RESTARTS + 1 : 0;
        int wanted = several ? Math.min(18, Math.max(7, longestMachine)) : 0;
        this.machine = wanted > 0 && left >= wanted + 1 + LEAST_REASON ? wanted : 0;
        left -= machine > 0 ? machine + 1 : 0;
        this.rest = left >= LEAST_REASON ? left - 1 : 0;
    }

    AttributedString header() {
        var line = new AttributedStringBuilder().style(Palette.BOLD);
        line.append("    ").append(palette.fit(title("NAME", Order.NAME), name));
        line.append(" ").append(palette.fit(title("STATE", Order.STATE), STATE));
        line.append(right(title("CPU", Order.CPU), CPU + 1)).append(right(title("MEM", Order.MEMORY), MEMORY + 1));
        line.append(right(title("UP", Order.UPTIME), UPTIME + 1));
        if (restarts) {
            line.append(right(title("RST", Order.RESTARTS), RESTARTS + 1));
        }
        if (machine > 0) {
            line.append(" ").append(palette.fit("MACHINE", machine));
        }
        if (rest > 0) {
            line.append(" REASON");
        }
        return palette.fit(line.toAttributedString(), width);
    }

    private String title(String word, Order order) {
        if (list.order() != order) {
            return word;
        }
        return word + (list.isReversed() == palette.utf8() ? palette.utf8() ? "↑" : "v" : palette.utf8() ? "↓" : "^");
    }

    List<AttributedString> rows(int height) {
        List<AttributedString> lines = new ArrayList<>();
        int top = list.top(height);
        for (int i = top; i < Math.min(top + height, list.rows().size()); i++) {
            Row row = list.rows().get(i);
            Fleet.Entry entry = row.entry();
            lines.add(entry == null ? heading(row) : process(row, entry, i == list.cursor()));
        }
        if (list.rows().isEmpty() && height > 0) {
            String why =
                    list.filter().text().isBlank() ? "The launcher file has no processes" : "Nothing passes the filter";
            lines.add(palette.fit("    " + why, width));
        }
        return lines;
    }

    private AttributedString heading(Row row) {
        return palette.fit(new AttributedString(" " + row.text(), palette.title()), width);
    }

    private AttributedString process(Row row, Fleet.Entry entry, boolean cursor) {
        AttributedStyle base = cursor ? Palette.CURSOR : Palette.PLAIN;
        AttributedStyle state = palette.state(entry.state());
        var line = new AttributedStringBuilder(width);
        line.style(base).append(list.isMarked(entry.name()) ? ">" : " ");
        line.style(cursor ? base : state)
                .append(palette.sign(entry.state()))
                .style(base)
                .append("  ");
        line.append(palette.fit(label(row, entry), name).toString()).append(" ");
        line.style(cursor ? base : state)
                .append(palette.fit(entry.state().name(), STATE).toString());
        line.style(base).append(figures(entry));
        return palette.fit(line.toAttributedString(), width);
    }

    /** However deep in the tree, a process has its name. */
    private String label(Row row, Fleet.Entry entry) {
        String branch = palette.branch(row.text());
        int room = Math.max(0, name - entry.name().length());
        return branch.length() <= room
                ? branch + entry.name()
                : palette.ellipsis() + branch.substring(branch.length() - Math.max(0, room - 1)) + entry.name();
    }

    private String figures(Fleet.Entry entry) {
        Double cpu = entry.now().resources().cpuPercent();
        Long bytes = entry.now().resources().residentBytes();
        Duration uptime = entry.now().uptime(list.fleet().now());
        int times = entry.now().counts().restarts();
        var line = new StringBuilder();
        line.append(right(cpu == null ? "" : cpu + "%", CPU + 1));
        line.append(right(bytes == null ? "" : Sizes.word(bytes), MEMORY + 1));
        line.append(right(uptime == null ? "" : Spans.word(uptime), UPTIME + 1));
        if (restarts) {
            line.append(right(times == 0 ? "" : Integer.toString(times), RESTARTS + 1));
        }
        if (machine > 0) {
            line.append(" ").append(palette.fit(entry.now().machine(), machine));
        }
        if (rest > 0) {
            line.append(" ").append(palette.fit(reason(entry), rest));
        }
        return line.toString();
    }

    private static String reason(Fleet.Entry entry) {
        String variants = String.join(",", entry.now().launch().variants());
        String why = entry.now().message().lines().findFirst().orElse("");
        return variants.isEmpty() ? why : why.isEmpty() ? "[" + variants + "]" : "[" + variants + "] " + why;
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
