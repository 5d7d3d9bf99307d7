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

/** Draws a timeline in characters: {@code =} until it was ready, {@code #} while it ran, {@code .} while it waited. */
public final class TimelineText {

    private static final int LEAST = 20;
    private static final int MOST_NAME = 24;

    private final Timeline timeline;
    private final int chart;
    private final int name;

    /**
     * Create one.
     *
     * @param width how many columns there are
     */
    public TimelineText(Timeline timeline, int width) {
        this.timeline = timeline;
        int longest = timeline.bars().stream()
                .mapToInt(bar -> bar.name().length())
                .max()
                .orElse(0);
        this.name = Math.min(MOST_NAME, longest);
        this.chart = Math.max(LEAST, width - name - 40);
    }

    /** Return the lines. */
    public List<String> lines(ZoneId zone, Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(padded("", name) + "  " + PlainText.time(timeline.begin(), zone) + " to "
                + PlainText.time(timeline.end(), zone) + " (" + Spans.seconds(span()) + ")"));
        Map<String, List<Bar>> rows = new LinkedHashMap<>();
        timeline.bars()
                .forEach(bar -> rows.computeIfAbsent(bar.name(), none -> new ArrayList<>())
                        .add(bar));
        rows.forEach((process, bars) -> {
            String label = padded(process.length() > name ? process.substring(0, name) : process, name);
            boolean critical = timeline.critical().contains(process);
            lines.add((critical ? paint.bold(label) : label) + " |" + chart(bars) + "| " + words(bars));
        });
        if (!timeline.critical().isEmpty()) {
            lines.add("Critical path: " + path());
        }
        return lines;
    }

    private Duration span() {
        return Duration.between(timeline.begin(), timeline.end());
    }

    private String chart(List<Bar> bars) {
        char[] cells = " ".repeat(chart).toCharArray();
        for (Bar bar : bars) {
            int from = cell(bar.started());
            int ready = bar.ready() == null ? from : cell(bar.ready());
            int to = bar.ended() == null ? chart - 1 : cell(bar.ended());
            for (int i = bar.awaited().isEmpty() ? from : 0; i <= to; i++) {
                cells[i] = i < from ? '.' : i < ready ? '=' : '#';
            }
        }
        return new String(cells);
    }

    private int cell(Instant time) {
        long whole = Math.max(1, span().toMillis());
        long at = Duration.between(timeline.begin(), time).toMillis() * (chart - 1) / whole;
        return (int) Math.max(0, Math.min(chart - 1, at));
    }

    private String words(List<Bar> bars) {
        if (bars.size() > 1 || timeline.critical().isEmpty()) {
            return bars.size() == 1 && bars.get(0).ended() == null
                    ? "runs"
                    : bars.size() + (bars.size() == 1 ? " run" : " runs");
        }
        Bar bar = bars.get(0);
        String took = bar.ready() == null
                ? bar.ended() == null ? "not ready" : "ended"
                : "ready in " + Spans.seconds(Duration.between(bar.started(), bar.ready()));
        return bar.awaited().isEmpty() ? took : took + " after " + bar.awaited();
    }

    private String path() {
        List<String> steps = new ArrayList<>();
        for (String step : timeline.critical()) {
            timeline.bars().stream()
                    .filter(bar -> bar.name().equals(step))
                    .forEach(bar -> steps.add(
                            step + " (" + Spans.seconds(Duration.between(bar.started(), bar.reached())) + ")"));
        }
        return String.join(" -> ", steps) + "; in all " + Spans.seconds(span());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
