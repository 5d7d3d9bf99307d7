/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a row of values as bars of characters, from nothing to the highest of them. What is not known is left empty. */
final class Chart {

    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
    private static final String ASCII = " ..::||##";
    private static final int STEPS = 8;

    private final double[] values;
    private final String bars;

    /** Create one of at most so many columns: of values that share one the highest is drawn. */
    Chart(double[] values, int columns, boolean utf8) {
        this.values = columns < values.length ? gathered(values, columns) : values;
        this.bars = utf8 ? EIGHTHS : ASCII;
    }

    private static double[] gathered(double[] values, int columns) {
        double[] gathered = new double[Math.max(0, columns)];
        Arrays.fill(gathered, Double.NaN);
        for (int i = 0; i < values.length && columns > 0; i++) {
            int column = (int) ((long) i * columns / values.length);
            gathered[column] = Double.isNaN(gathered[column]) ? values[i] : greater(gathered[column], values[i]);
        }
        return gathered;
    }

    private static double greater(double one, double other) {
        return Double.isNaN(other) ? one : Math.max(one, other);
    }

    /** Return the highest value; NaN if none is known. */
    double highest() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    /** Return the lowest value; NaN if none is known. */
    double lowest() {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    /** Return so many rows, the upper ones first. */
    List<String> rows(int height) {
        List<String> rows = new ArrayList<>();
        double step = Math.max(highest(), Double.MIN_NORMAL) / (height * STEPS);
        for (int row = height - 1; row >= 0; row--) {
            var line = new StringBuilder();
            for (double value : values) {
                line.append(bars.charAt(filled(value, step, row)));
            }
            rows.add(line.toString());
        }
        return rows;
    }

    /** Return how many eighths of a row are filled; what is known is seen, be it nothing. */
    private static int filled(double value, double step, int row) {
        if (Double.isNaN(value)) {
            return 0;
        }
        long eighths = Math.max(1, Math.round(value / step));
        return (int) Math.max(0, Math.min(STEPS, eighths - (long) row * STEPS));
    }
}
