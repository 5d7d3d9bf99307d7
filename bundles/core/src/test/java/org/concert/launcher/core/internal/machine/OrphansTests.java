/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.junit.jupiter.api.Test;

class OrphansTests {

    private static final String ORIGIN = "4026531840/tmp/tmux-1000/default";
    private static final ProcessKey IMU = new ProcessKey("robot", "imu");

    @Test
    void runsOfThisServerAreToldByProcess() {
        var orphans = orphans("11,12 robot/imu/1@" + ORIGIN, "13 robot/imu/2@" + ORIGIN, "14 robot/lidar/3@" + ORIGIN);

        assertThat(orphans.take(IMU)).isEqualTo(Map.of("robot/imu/1", List.of(11L, 12L), "robot/imu/2", List.of(13L)));
        assertThat(orphans.take(new ProcessKey("robot", "lidar"))).containsOnlyKeys("robot/lidar/3");
        assertThat(orphans.take(new ProcessKey("robot", "camera"))).isEmpty();
    }

    @Test
    void programsOfOtherServersAndContainersAreStrangers() {
        var orphans = orphans(
                "1 robot/imu/1@4026531840/tmp/tmux-1000/other",
                "1 robot/imu/2@4026532999/tmp/tmux-1000/default",
                "1 robot/imu/3@" + ORIGIN + "2",
                "1 robot/imu/4@",
                "1 robot/imu/5");

        assertThat(orphans.take(IMU)).isEmpty();
    }

    @Test
    void originMayHoldAnAtSign() {
        var orphans = Orphans.among("1 robot/imu/1@1/tmp/me@home/sock", "1/tmp/me@home/sock");

        assertThat(orphans.take(IMU)).containsOnlyKeys("robot/imu/1");
    }

    @Test
    void valuesThatAreNoRunsAreNoise() {
        var orphans = orphans(
                "",
                "1",
                "1 @" + ORIGIN,
                "1 imu@" + ORIGIN,
                "1 /@" + ORIGIN,
                "1, robot/imu/1@" + ORIGIN,
                "robot/imu/1@" + ORIGIN,
                "sh: 1: cannot fork");

        assertThat(orphans.take(IMU)).isEmpty();
        assertThat(orphans.take(new ProcessKey("", ""))).isEmpty();
    }

    @Test
    void runThatNamesProgramsOfOthersIsNoise() {
        assertThat(orphans("1 robot/imu/1 4711:815@" + ORIGIN).take(IMU)).isEmpty();
    }

    @Test
    void runWithAPaneIsNoOrphan() {
        var orphans = orphans("1 robot/p/run@" + ORIGIN, "2 robot/p/older@" + ORIGIN);

        orphans.dropShown(List.of(
                PaneLine.of("robot/p").startedAt(1).pane(),
                PaneLine.of("robot/imu").pane()));

        assertThat(orphans.isEmpty()).isFalse();
        assertThat(orphans.take(new ProcessKey("robot", "p"))).containsOnlyKeys("robot/p/older");
    }

    @Test
    void orphansAreHandedOverOnce() {
        var orphans = orphans("1 robot/imu/1@" + ORIGIN);

        assertThat(orphans.take(IMU)).containsOnlyKeys("robot/imu/1");

        assertThat(orphans.take(IMU)).isEmpty();
        assertThat(orphans.isEmpty()).isTrue();
    }

    private static Orphans orphans(String... livingRuns) {
        return Orphans.among(String.join("\n", livingRuns), ORIGIN);
    }
}
