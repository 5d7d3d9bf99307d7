/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.ui.model.Fleet;
import org.concert.launcher.cli.internal.ui.model.Layout;
import org.concert.launcher.cli.internal.ui.model.Order;
import org.concert.launcher.cli.internal.ui.model.Overlay;
import org.concert.launcher.cli.internal.ui.model.Ui;
import org.concert.launcher.cli.internal.ui.model.UseOverlay;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The whole picture: as many lines as the terminal has, each as wide as it is. */
public final class Frame {

    private final Palette palette;
    private final ZoneId zone;

    /** Create one that draws in these colours, and shows times in this zone. */
    public Frame(Palette palette, ZoneId zone) {
        this.palette = palette;
        this.zone = zone;
    }

    /** Return the lines. */
    public List<AttributedString> lines(Ui ui, int width, int height) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(top(ui, width));
        Overlay overlay = ui.overlay();
        if (overlay != null) {
            addOverlay(lines, overlay, width, height);
        } else {
            addProcesses(lines, ui, width, height);
        }
        while (lines.size() < height - 1) {
            lines.add(palette.fit("", width));
        }
        List<AttributedString> shown = new ArrayList<>(lines.subList(0, Math.max(0, height - 1)));
        shown.add(bottom(ui, width));
        return shown;
    }

    private void addProcesses(List<AttributedString> lines, Ui ui, int width, int height) {
        Layout layout = ui.layout(height);
        if (!ui.isZoomed()) {
            var list = new ListPicture(palette, ui.list(), width);
            lines.add(list.header());
            lines.addAll(padded(list.rows(layout.list()), layout.list(), width));
        }
        lines.addAll(bar(ui, width, layout.bar()));
        var output = new OutputPicture(palette, ui.output(), ui.wraps(), ui.showsTimes(), zone);
        lines.addAll(output.lines(width, layout.output()));
    }

    private List<AttributedString> padded(List<AttributedString> rows, int height, int width) {
        List<AttributedString> all = new ArrayList<>(rows);
        while (all.size() < height) {
            all.add(palette.fit("", width));
        }
        return all;
    }

    private void addOverlay(List<AttributedString> lines, Overlay overlay, int width, int height) {
        lines.add(rule(" " + overlay.title() + " ", "", width));
        int room = height - lines.size() - 1;
        if (overlay instanceof UseOverlay use) {
            lines.addAll(new UsePicture(palette, zone).lines(use, width, room));
            return;
        }
        List<AttributedString> rows = new ArrayList<>();
        List<String> all = overlay.lines();
        for (int i = 0; i < all.size(); i++) {
            AttributedString line = palette.printed(all.get(i));
            if (overlay.cursor() >= 0) {
                AttributedString fitted = palette.fit(line, width);
                rows.add(i == overlay.cursor() ? new AttributedString(fitted.toString(), Palette.CURSOR) : fitted);
            } else {
                rows.addAll(palette.wrapped(line, width));
            }
        }
        int top = overlay.top(room, rows.size());
        lines.addAll(rows.subList(top, Math.min(rows.size(), top + room)));
    }

    private AttributedString top(Ui ui, int width) {
        Fleet fleet = ui.list().fleet();
        var line = new AttributedStringBuilder();
        line.append(" " + ui.robot(), palette.title());
        if (!fleet.target().isEmpty()) {
            line.append("  target ").append(fleet.target(), Palette.BOLD);
        }
        for (MachineSnapshot machine : fleet.lost()) {
            line.append("  ").append(machine.name() + " lost", palette.trouble());
        }
        Map<ProcessState, Integer> counts = fleet.counts();
        for (ProcessState state :
                counts.keySet().stream().sorted(Order.WORST_FIRST).toList()) {
            String words = counts.get(state) + " " + state.name().toLowerCase(Locale.ROOT);
            line.append("  ").append(words, palette.state(state));
        }
        if (ui.isLooking()) {
            line.append("  looking at the machines", Palette.BOLD);
        }
        return palette.fit(line.toAttributedString(), width);
    }

    /** The process with the cursor, why it is so, and whose output is below. */
    private List<AttributedString> bar(Ui ui, int width, int height) {
        String paused = ui.output().isFollowing()
                ? "following"
                : "paused, " + ui.output().newer() + " newer";
        String filtered =
                ui.output().filter().map(pattern -> "only " + pattern + ", ").orElse("");
        List<String> names = ui.output().names();
        String whose = names.size() > 3
                ? "output of " + names.size() + ", "
                : names.size() > 1 ? "output of " + String.join(", ", names) + ", " : "";
        String why = ui.list().current().map(Frame::why).orElse("");
        String right = " " + whose + filtered + paused + " ";
        if (height == 1) {
            return List.of(rule(" " + why + " ", right, width));
        }
        AttributedStyle style =
                ui.list().current().map(e -> palette.state(e.state())).orElse(Palette.PLAIN);
        String use = ui.list()
                .current()
                .map(e -> new UsePicture(palette, zone).small(ui.used(), e.name()))
                .orElse("");
        // The reason comes first.
        String shown = why.length() + use.length() + 2 > width ? "" : use;
        AttributedString left = palette.fit(new AttributedString(" " + why, style), width - shown.length());
        return List.of(
                AttributedString.join(AttributedString.EMPTY, left, new AttributedString(shown)),
                rule("", right, width));
    }

    private static String why(Fleet.Entry entry) {
        String message = entry.now().message().lines().findFirst().orElse("");
        return entry.name() + " " + entry.state() + (message.isEmpty() ? "" : ": " + message);
    }

    private AttributedString rule(String left, String right, int width) {
        int room = width - 2;
        String end = right.length() > room / 2 && !left.isBlank() ? right.substring(0, room / 2) : right;
        String begin = palette.fit(left, Math.min(left.length(), Math.max(0, room - end.length())))
                .toString();
        String rule = palette.rule()
                + begin
                + palette.rule().repeat(Math.max(0, room - begin.length() - end.length()))
                + end
                + palette.rule();
        return palette.fit(new AttributedString(rule, Palette.BOLD), width);
    }

    private AttributedString bottom(Ui ui, int width) {
        if (ui.prompt() != null) {
            return palette.fit(new AttributedString(" " + ui.prompt().line() + "_", Palette.BOLD), width);
        } else if (!ui.question().isEmpty()) {
            return palette.fit(new AttributedString(" " + ui.question() + " [y/N]", palette.trouble()), width);
        } else if (!ui.message().isEmpty()) {
            return palette.fit(new AttributedString(" " + ui.message(), Palette.BOLD), width);
        }
        return palette.fit(" " + ui.keys(width), width);
    }
}
