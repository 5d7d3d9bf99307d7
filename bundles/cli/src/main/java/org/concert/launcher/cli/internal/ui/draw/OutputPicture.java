/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.cli.internal.ui.model.OutputView;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Lines that processes have printed, with the name of the process before each if there are several, and a mark before those of standard
 * error. Behind a line that has not ended stands a cursor.
 */
final class OutputPicture {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS ");
    private static final int MOST_NAME = 16;

    private final Palette palette;
    private final OutputView view;
    private final boolean wraps;
    private final DateTimeFormatter time;
    private final boolean times;
    private final int nameWidth;

    OutputPicture(Palette palette, OutputView view, boolean wraps, boolean times, ZoneId zone) {
        this.palette = palette;
        this.view = view;
        this.wraps = wraps;
        this.times = times;
        this.time = TIME.withZone(zone);
        int longest = view.names().stream().mapToInt(String::length).max().orElse(0);
        this.nameWidth = view.names().size() < 2 ? 0 : Math.min(MOST_NAME, longest);
    }

    List<AttributedString> lines(int width, int height) {
        List<AttributedString> lines = new ArrayList<>();
        for (OutputView.Line line : view.visible(height)) {
            AttributedString whole = whole(line);
            lines.addAll(wraps ? palette.wrapped(whole, width) : List.of(palette.fit(whole, width)));
        }
        if (lines.isEmpty() && height > 0) {
            String why = view.filter().isPresent() ? "No line of it passes the filter" : "Nothing printed so far";
            lines.add(palette.fit(view.names().isEmpty() ? "" : "  " + why, width));
        }
        return lines.subList(Math.max(0, lines.size() - height), lines.size());
    }

    private AttributedString whole(OutputView.Line line) {
        var whole = new AttributedStringBuilder();
        if (nameWidth > 0) {
            int number = Math.max(0, view.names().indexOf(line.process()));
            String name = palette.fit(line.process(), nameWidth).toString();
            whole.append(name + " | ", palette.numbered(number));
        }
        if (times && line.time() != null) {
            whole.append(time.format(line.time()), Palette.BOLD);
        }
        if (line.kind() == OutputLine.Kind.NOTE) {
            whole.append("# ", palette.title());
        }
        boolean isError = line.kind() == OutputLine.Kind.ERROR;
        if (isError) {
            whole.append("! ", palette.error());
        }
        var text = new AttributedStringBuilder()
                .append(isError ? palette.printedAsError(line.text()) : palette.printed(line.text()));
        view.sought().ifPresent(pattern -> text.styleMatches(pattern, palette.match()));
        if (!line.ended()) {
            // What stands at the end of a line on a terminal, too.
            text.append(" ", Palette.CURSOR);
        }
        return whole.append(text.toAttributedString()).toAttributedString();
    }
}
