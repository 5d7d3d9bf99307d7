/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.OutputLine;

/** Lines on a terminal, and below them those that have not ended, a row each, which are drawn again as they go on. */
public final class TerminalLines implements LineDisplay {

    /** The newest: there are low terminals. */
    private static final int MOST_UNENDED = 5;

    private final PrintStream out;
    private final OutputLines format;
    private final Screen screen;

    /** How they stand, by the process; the one that was begun last is the last. */
    private final Map<String, String> standing = new LinkedHashMap<>();

    /** Create one. */
    public TerminalLines(PrintStream out, OutputLines format) {
        this.out = out;
        this.format = format;
        this.screen = new Screen(out);
    }

    @Override
    public void print(OutputLine line) {
        screen.close();
        if (line.kind() != OutputLine.Kind.NOTE) {
            standing.remove(line.process());
        }
        out.writeBytes(format.line(line));
    }

    @Override
    public void unended(OutputLine line) {
        standing.put(line.process(), new String(format.unended(line), StandardCharsets.UTF_8));
        draw();
    }

    @Override
    public void caughtUp() {
        if (!standing.isEmpty()) {
            draw();
        }
    }

    private void draw() {
        List<String> rows = List.copyOf(standing.values());
        screen.draw(rows.subList(Math.max(0, rows.size() - MOST_UNENDED), rows.size()));
    }

    @Override
    public void end() {
        if (!standing.isEmpty()) {
            out.println();
            out.flush();
            standing.clear();
        }
    }
}
