/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.List;

/** Aligns cells in columns. */
final class Columns {

    private static final String GAP = "  ";

    private Columns() {}

    /** Return the width of each column of a table whose rows have the same number of cells. */
    static int[] widths(List<String[]> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    /** Return the cells of a row, each filled up with spaces to its column; the last one as it is. */
    static List<String> padded(String[] row, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            cells.add(i == row.length - 1 ? row[i] : row[i] + " ".repeat(widths[i] - row[i].length()));
        }
        return cells;
    }

    static String line(List<String> cells) {
        return String.join(GAP, cells);
    }
}
