/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChartTests {

    @Test
    void barsAreAsHighAsTheirValuesAndNothingIsSeenToo() {
        assertThat(new Chart(new double[] {0, 1, 4, 8}, 10, true).rows(1)).containsExactly("▁▁▄█");
        assertThat(new Chart(new double[] {0, 8, 12, 16}, 10, true).rows(2)).containsExactly("  ▄█", "▁███");
        assertThat(new Chart(new double[] {0, 8, 12, 16}, 10, false).rows(2)).containsExactly("  :#", ".###");
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        var chart = new Chart(new double[] {Double.NaN, 8, Double.NaN}, 10, true);

        assertThat(chart.rows(1)).containsExactly(" █ ");
        assertThat(chart.highest()).isEqualTo(8);
        assertThat(new Chart(new double[] {Double.NaN}, 10, true).highest()).isNaN();
        assertThat(new Chart(new double[] {}, 10, true).rows(1)).containsExactly("");
    }

    @Test
    void ofValuesThatShareAColumnTheHighestIsDrawn() {
        assertThat(new Chart(new double[] {1, 8, 2, Double.NaN, Double.NaN, Double.NaN}, 3, true).rows(1))
                .containsExactly("█▂ ");
    }
}
