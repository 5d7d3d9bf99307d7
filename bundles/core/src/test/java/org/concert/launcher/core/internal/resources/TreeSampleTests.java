/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeSampleTests {

    private static final long MARK = 1000;

    private static TreeSample tree(String... programs) {
        return TreeSample.parse(
                ("0 1 4096 " + String.join(" ", programs)).strip().split(" ", -1));
    }

    private static long ticks(TreeSample before, TreeSample now) {
        return now.ticksSince(before, MARK);
    }

    @Test
    void programThatLivesOnCountsWhatItUsedInBetween() {
        assertThat(ticks(tree("10:500:100:0"), tree("10:500:150:0"))).isEqualTo(50);
    }

    @Test
    void programThatCameInBetweenCountsInFull() {
        assertThat(ticks(tree("10:500:0:0"), tree("10:500:0:0", "11:1001:30:2")))
                .isEqualTo(32);
    }

    @Test
    void oldProgramThatIsFoundLateBringsNothingFromItsPast() {
        assertThat(ticks(tree("10:500:0:0"), tree("10:500:0:0", "11:700:90000:0")))
                .isZero();
    }

    @Test
    void childThatEndedCountsOnceThoughItsParentNowHoldsItsTime() {
        TreeSample before = tree("10:500:0:0", "11:700:300:20");

        TreeSample after = tree("10:500:0:350");

        assertThat(ticks(before, after)).as("it used 30 before its end").isEqualTo(30);
    }

    @Test
    void childrenTooShortLivedToBeSeenCountThroughTheirParent() {
        assertThat(ticks(tree("10:500:1:40"), tree("10:500:2:90"))).isEqualTo(51);
    }

    @Test
    void deadChildThatWaitsForItsParentIsNotCountedAgainWhenItIsWaitedFor() {
        TreeSample alive = tree("10:500:0:0", "11:700:300:0");
        TreeSample zombie = tree("10:500:0:0", "11:700:320:0");
        TreeSample gone = tree("10:500:0:320");

        assertThat(ticks(alive, zombie)).isEqualTo(20);
        assertThat(ticks(zombie, gone)).isZero();
    }

    @Test
    void endOfAProgramThatNobodyWaitedForIsNeverNegative() {
        assertThat(ticks(tree("10:500:0:0", "11:700:9000:0"), tree("10:500:5:0")))
                .isEqualTo(5);
        assertThat(ticks(tree("11:700:9000:0"), tree())).isZero();
    }

    @Test
    void pidThatWasGivenToAnotherProgramIsAnotherProgram() {
        assertThat(ticks(tree("10:500:7000:0"), tree("10:1500:3:0"))).isEqualTo(3);
    }

    @Test
    void counterThatRanBackwardsCountsAsStandingStill() {
        assertThat(ticks(tree("10:500:100:50"), tree("10:500:99:49"))).isZero();
    }
}
