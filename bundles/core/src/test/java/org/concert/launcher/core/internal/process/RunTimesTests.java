/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.junit.jupiter.api.Test;

/** How long something has run, and when it ended, with clocks that are set meanwhile or that differ. */
class RunTimesTests {

    private static final long SECOND = 1_000_000_000;
    private static final long NOW = 1_800_000_000_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The machine had been up for 100 s when this was told. */
    private static final UptimeClock UPTIME = new UptimeClock(100_000, 5 * SECOND);

    @Test
    void ageIsThatOfTheClockOfTheMachineThatNobodyCanSet() {
        for (long start : List.of(NOW - DAY, NOW - 61_000, NOW + 3_600_000)) {
            var pane = started("start=" + start + "&uptime=40000");

            assertThat(RunTimes.age(pane, UPTIME, 6 * SECOND, NOW)).hasSeconds(61);
            assertThat(RunTimes.since(pane, UPTIME)).isEqualTo(-55 * SECOND);
        }
    }

    @Test
    void olderMarksTellByTheClocksOfLaunchers() {
        var pane = started("start=" + (NOW - 7000));

        assertThat(RunTimes.age(pane, UPTIME, 6 * SECOND, NOW)).hasSeconds(7);
        assertThat(RunTimes.since(pane, UPTIME)).isNull();
        assertThat(RunTimes.age(started("start=" + (NOW + 7000)), UPTIME, 0, NOW))
                .isZero();
        assertThat(RunTimes.age(started("start=" + (NOW - 9000) + "&uptime=40000"), null, 0, NOW))
                .as("a machine that tells no such clock")
                .hasSeconds(9);
    }

    @Test
    void clockOfAMachineThatWasSuspendedIsTakenAnew() {
        var slowAnswer = new UptimeClock(101_500, 6 * SECOND);
        var afterAnHour = new UptimeClock(3_701_000, 6 * SECOND);

        assertThat(UptimeClock.later(UPTIME, slowAnswer)).isEqualTo(UPTIME);
        assertThat(UptimeClock.later(UPTIME, afterAnHour)).isEqualTo(afterAnHour);
        assertThat(UptimeClock.later(UPTIME, null)).isEqualTo(UPTIME);
        assertThat(UptimeClock.told("x", 0)).isNull();
        assertThat(UptimeClock.told("35291.57 70000.00", 7)).isEqualTo(new UptimeClock(35_291_570, 7));
    }

    @Test
    void endNeverLiesBeforeTheStart() {
        assertThat(ended(NOW + 700, NOW / 1000, NOW / 1000)).isEqualTo(NOW + 700);
        assertThat(ended(NOW + 700, 0, NOW / 1000)).as("an older mark").isEqualTo(NOW + 700);
        assertThat(ended(NOW + 700, NOW / 1000, NOW / 1000 + 9)).isEqualTo(NOW + 9000);
        assertThat(ended(NOW, NOW / 1000, NOW / 1000 - 500))
                .as("the clock was put back meanwhile")
                .isEqualTo(NOW);
    }

    @Test
    void endIsToldByTheClockOfTheStartThoughThatOfTheMachineIsAnother() {
        long hourBehind = NOW / 1000 - 3600;

        assertThat(ended(NOW, hourBehind, hourBehind + 60)).isEqualTo(NOW + 60_000);
    }

    @Test
    void readinessIsNotBeforeTheStartEither() {
        var pane = line("start=" + NOW)
                .with("@concert_ready", Long.toString(NOW - 5000))
                .pane();

        assertThat(RunTimes.readied(pane, ProcessState.READY, Duration.ZERO)).isEqualTo(Instant.ofEpochMilli(NOW));
    }

    private static long ended(long start, long madeSeconds, long endSeconds) {
        return line("start=" + start)
                .with("@concert_made", Long.toString(madeSeconds))
                .dead("1", "")
                .with("pane_dead_time", Long.toString(endSeconds))
                .pane()
                .endMillis();
    }

    private static PaneRecord started(String mark) {
        return line(mark).pane();
    }

    private static PaneLine line(String mark) {
        return PaneLine.of("robot/p").with("@concert_start", mark);
    }
}
