/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTests {

    private static Sample sample(double uptime, String... trees) {
        return Sample.parse("sample 1000 " + uptime + " 100 4096 2\n" + String.join("\n", trees) + "\n")
                .orElseThrow();
    }

    private static double percent(Sample before, Sample now) {
        return now.cpuPercent(now.trees().get(0), before.trees().get(0), before);
    }

    @Test
    void oneBusyCoreIsAHundredPercent() {
        assertThat(percent(sample(10, "0 1 0 7:500:100:0"), sample(12.5, "0 1 0 7:500:350:0")))
                .isEqualTo(100);
    }

    @Test
    void percentIsGivenToATenth() {
        assertThat(percent(sample(10, "0 1 0 7:500:100:0"), sample(13, "0 1 0 7:500:101:0")))
                .isEqualTo(0.3);
    }

    @Test
    void percentIsNeverMoreThanAllCoresCanGive() {
        assertThat(percent(sample(10, "0 1 0 7:500:0:0"), sample(12, "0 1 0 7:500:99999:0")))
                .isEqualTo(200);
    }

    @Test
    void samplesOfTheSameMomentTellNothing() {
        assertThat(percent(sample(10, "0 1 0 7:500:0:0"), sample(10, "0 1 0 7:500:50:0")))
                .isZero();
    }

    @Test
    void complaintsOfProgramsAreNoFigures() {
        Sample sample = Sample.parse(
                        "awk: warning: x\nsample 5 1.25 100 4096 8\nawk: 3 4 5\n0 2 8192 7:5:1:0 9:6:0:0\n")
                .orElseThrow();

        assertThat(sample.mark()).isEqualTo(5);
        assertThat(sample.constants()).isEqualTo("100 4096 8");
        assertThat(sample.trees()).containsOnlyKeys(0);
        assertThat(sample.trees().get(0).programs()).isEqualTo(2);
        assertThat(sample.trees().get(0).residentBytes()).isEqualTo(8192);
        assertThat(sample.trees().get(0).known(7)).isEqualTo(" 9:6");
    }

    @Test
    void outputWhoseBeginningIsCutOffIsNoSample() {
        assertThat(Sample.parse("5:1:0 9:6:0:0\n1 0 0\n")).isEmpty();
        assertThat(Sample.parse("")).isEmpty();
    }
}
