/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.cli.internal.view.Timeline.Bar;

/** Draws a timeline as a picture that any browser shows, without anything from outside. */
public final class TimelineSvg {

    private static final int LABEL = 190;
    private static final int CHART = 800;
    private static final int ROW = 22;
    private static final int TOP = 54;

    private final Timeline timeline;
    private final List<String> lines = new ArrayList<>();

    /** Create one. */
    public TimelineSvg(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Return the lines of the picture. */
    public List<String> lines(String title, ZoneId zone) {
        Map<String, List<Bar>> rows = new LinkedHashMap<>();
        timeline.bars()
                .forEach(bar -> rows.computeIfAbsent(bar.name(), none -> new ArrayList<>())
                        .add(bar));
        int height = TOP + rows.size() * ROW + 40;
        int width = LABEL + CHART + 20;
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(width, height));
        lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>".formatted(width, height));
        text(10, 20, "bold", title);
        text(
                10,
                38,
                "normal",
                PlainText.time(timeline.begin(), zone) + " to " + PlainText.time(timeline.end(), zone) + ", "
                        + Spans.seconds(Duration.between(timeline.begin(), timeline.end())));
        int y = TOP;
        for (Map.Entry<String, List<Bar>> row : rows.entrySet()) {
            boolean critical = timeline.critical().contains(row.getKey());
            text(10, y + 14, critical ? "bold" : "normal", row.getKey());
            for (Bar bar : row.getValue()) {
                bar(bar, y, critical);
            }
            y += ROW;
        }
        text(
                10,
                y + 22,
                "normal",
                timeline.critical().isEmpty()
                        ? "filled: it ran"
                        : "dashed: it waited; pale: until it was ready; dark: ready; framed: the critical path, "
                                + String.join(" - ", timeline.critical()));
        lines.add("</svg>");
        return List.copyOf(lines);
    }

    private void bar(Bar bar, int y, boolean critical) {
        int from = x(bar.started());
        int to = bar.ended() == null ? LABEL + CHART : x(bar.ended());
        int ready = bar.ready() == null ? from : x(bar.ready());
        String awaited = bar.awaited().isEmpty() ? "" : ", after " + bar.awaited();
        lines.add("<g><title>" + escaped(bar.name() + awaited) + "</title>");
        if (!bar.awaited().isEmpty()) {
            lines.add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#888\" stroke-dasharray=\"3 3\"/>"
                    .formatted(LABEL, y + 9, from, y + 9));
        }
        rect(from, ready, y, "#f4c776");
        rect(ready, to, y, "#3a7d44");
        if (critical) {
            lines.add(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"none\" stroke=\"#b00020\" stroke-width=\"2\"/>"
                            .formatted(from, y + 1, Math.max(2, Math.max(ready, from + 2) - from)));
        }
        lines.add("</g>");
    }

    private void rect(int from, int to, int y, String fill) {
        if (to > from) {
            lines.add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"%s\"/>"
                    .formatted(from, y + 1, to - from, fill));
        }
    }

    private int x(Instant time) {
        long whole =
                Math.max(1, Duration.between(timeline.begin(), timeline.end()).toMillis());
        long at = Duration.between(timeline.begin(), time).toMillis() * CHART / whole;
        return LABEL + (int) Math.max(0, Math.min(CHART, at));
    }

    private void text(int x, int y, String weight, String words) {
        lines.add("<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>".formatted(x, y, weight, escaped(words)));
    }

    private static String escaped(String text) {
        return PlainText.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
