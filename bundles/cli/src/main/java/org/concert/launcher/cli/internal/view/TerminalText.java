/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a line that a program has printed looks like on a terminal: what it overwrote with {@code \r} is gone, colours are kept, and
 * what would clear the reader's screen, name his window or ask his terminal something is not there.
 */
public final class TerminalText {

    private static final char ESCAPE = '\u001b';

    /** Sequences of ECMA-48: control sequences; strings that end in BEL or ST; and the short ones. */
    private static final Pattern SEQUENCE = Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]"
            + "|[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]");

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");
    private static final int TAB = 8;

    private record Cell(String colour, String text) {}

    private final List<Cell> cells = new ArrayList<>();
    private int column;
    private String colour = "";

    private TerminalText() {}

    /** Return a line as it looks in the end, with its colours. */
    public static String of(String line) {
        if (line.chars().noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0))) {
            return line;
        }
        var text = new TerminalText();
        text.print(line);
        return text.line();
    }

    private void print(String line) {
        var sequence = SEQUENCE.matcher(line);
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if ((c == ESCAPE || c == '\u009b')
                    && sequence.region(at, line.length()).lookingAt()) {
                obey(sequence.group());
                at = sequence.end();
            } else {
                int point = line.codePointAt(at);
                put(point);
                at += Character.charCount(point);
            }
        }
    }

    private void obey(String sequence) {
        if (COLOUR.matcher(sequence).matches()) {
            boolean ends = sequence.equals("\u001b[m") || sequence.equals("\u001b[0m");
            colour = ends ? "" : colour + sequence;
        } else if (sequence.equals("\u001b[K") || sequence.equals("\u001b[0K")) {
            cells.subList(Math.min(column, cells.size()), cells.size()).clear();
        } else if (sequence.equals("\u001b[2K")) {
            cells.clear();
        }
    }

    private void put(int point) {
        if (point == '\r') {
            column = 0;
        } else if (point == '\b') {
            column = Math.max(0, column - 1);
        } else if (point == '\t') {
            int next = (column / TAB + 1) * TAB;
            while (column < next) {
                set(" ");
            }
        } else if (point >= ' ' && (point < 0x7f || point >= 0xa0)) {
            set(Character.toString(point));
        }
    }

    private void set(String text) {
        while (cells.size() < column) {
            cells.add(new Cell("", " "));
        }
        var cell = new Cell(colour, text);
        if (column < cells.size()) {
            cells.set(column, cell);
        } else {
            cells.add(cell);
        }
        column++;
    }

    private String line() {
        var line = new StringBuilder();
        String present = "";
        for (Cell cell : cells) {
            if (!cell.colour().equals(present)) {
                line.append(present.isEmpty() ? "" : "\u001b[0m").append(cell.colour());
                present = cell.colour();
            }
            line.append(cell.text());
        }
        return line.append(present.isEmpty() ? "" : "\u001b[0m").toString();
    }
}
