/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns, under a header. */
public final class Table {

    private Table() {}

    /** Return the lines of a table; the first row is the header. */
    public static List<String> lines(List<String[]> rows, Paint paint) {
        int[] widths = Columns.widths(rows);
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            String line = Columns.line(Columns.padded(row, widths));
            lines.add(lines.isEmpty() ? paint.bold(line) : line);
        }
        return lines;
    }
}
