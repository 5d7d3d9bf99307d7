/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.concert.launcher.cli.internal.ui.model.UseOverlay;
import org.concert.launcher.cli.internal.ui.model.UsedLately;
import org.concert.launcher.cli.internal.view.Sizes;
import org.jline.utils.AttributedString;

/** What a process uses, as charts: large ones of all that is known, and small ones of the last 90 seconds. */
final class UsePicture {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int HOUR = 720;
    private static final int LATELY = 18;
    private static final int MOST_ROWS = 8;

    /** Of each chart, what is not drawn: its heading and an empty line. */
    private static final int BESIDE_ROWS = 2;

    private final Palette palette;
    private final ZoneId zone;

    UsePicture(Palette palette, ZoneId zone) {
        this.palette = palette;
        this.zone = zone;
    }

    /** Return the charts on a terminal with so much room. */
    List<AttributedString> lines(UseOverlay use, int width, int height) {
        UsedLately used = use.used();
        List<AttributedString> lines = new ArrayList<>();
        int rows = Math.max(1, Math.min(MOST_ROWS, (height - 1) / 2 - BESIDE_ROWS));
        String since = used.samples() == 0
                ? "nothing yet"
                : "since " + TIME.withZone(zone).format(used.since());
        lines.add(palette.fit(" A column is the highest of its time; " + since + ", an hour at most", width));
        addChart(lines, "CPU", used.cpu(use.name(), HOUR), UsePicture::percent, width, rows);
        addChart(lines, "Memory", used.memory(use.name(), HOUR), UsePicture::bytes, width, rows);
        return lines;
    }

    private void addChart(
            List<AttributedString> lines,
            String what,
            double[] values,
            DoubleFunction<String> words,
            int width,
            int rows) {
        var chart = new Chart(values, width - 2, palette.utf8());
        String heading = Double.isNaN(chart.highest())
                ? what + ": not measured"
                : what + " " + now(values, words) + ", from " + words.apply(lowest(values)) + " to "
                        + words.apply(chart.highest());
        lines.add(palette.fit("", width));
        lines.add(palette.fit(new AttributedString(" " + heading, Palette.BOLD), width));
        chart.rows(rows)
                .forEach(row -> lines.add(palette.fit(new AttributedString(" " + row, palette.title()), width)));
    }

    private static double lowest(double[] values) {
        return new Chart(values, values.length, true).lowest();
    }

    /** Return small charts and what it uses now; empty if nothing is known. */
    String small(UsedLately used, String name) {
        double[] cpu = used.cpu(name, LATELY);
        double[] memory = used.memory(name, LATELY);
        if (Double.isNaN(new Chart(memory, LATELY, true).highest())) {
            return "";
        }
        return "CPU " + row(cpu) + " " + now(cpu, UsePicture::percent) + "  MEM " + row(memory) + " "
                + now(memory, UsePicture::bytes) + " ";
    }

    private String row(double[] values) {
        return new Chart(values, LATELY, palette.utf8()).rows(1).get(0);
    }

    private static String now(double[] values, DoubleFunction<String> words) {
        double last = values.length == 0 ? Double.NaN : values[values.length - 1];
        return Double.isNaN(last) ? "-" : words.apply(last);
    }

    private static String percent(double value) {
        return Math.round(value * 10) / 10.0 + "%";
    }

    private static String bytes(double value) {
        return Sizes.word(Math.round(value));
    }
}
