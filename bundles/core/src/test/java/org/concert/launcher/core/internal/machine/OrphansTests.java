/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.junit.jupiter.api.Test;

class OrphansTests {

    private static final String ORIGIN = "4026531840/tmp/tmux-1000/default";
    private static final ProcessKey IMU = new ProcessKey("robot", "imu");

    @Test
    void runsOfThisServerAreToldByProcess() {
        var orphans = orphans("robot/imu/1@" + ORIGIN, "robot/imu/2@" + ORIGIN, "robot/lidar/3@" + ORIGIN);

        assertThat(orphans.of(IMU)).containsExactly("robot/imu/1", "robot/imu/2");
        assertThat(orphans.of(new ProcessKey("robot", "lidar"))).containsExactly("robot/lidar/3");
        assertThat(orphans.of(new ProcessKey("robot", "camera"))).isEmpty();
    }

    @Test
    void programsOfOtherServersAndContainersAreStrangers() {
        var orphans = orphans(
                "robot/imu/1@4026531840/tmp/tmux-1000/other",
                "robot/imu/2@4026532999/tmp/tmux-1000/default",
                "robot/imu/3@" + ORIGIN + "2",
                "robot/imu/4@",
                "robot/imu/5");

        assertThat(orphans.of(IMU)).isEmpty();
    }

    @Test
    void originMayHoldAnAtSign() {
        var orphans = Orphans.among("robot/imu/1@1/tmp/me@home/sock", "1/tmp/me@home/sock");

        assertThat(orphans.of(IMU)).containsExactly("robot/imu/1");
    }

    @Test
    void valuesThatAreNoRunsAreNoise() {
        var orphans = orphans("", "@" + ORIGIN, "imu@" + ORIGIN, "/@" + ORIGIN, "sh: 1: cannot fork");

        assertThat(orphans.of(IMU)).isEmpty();
        assertThat(orphans.of(new ProcessKey("", ""))).isEmpty();
    }

    @Test
    void runWithAPaneIsNoOrphan() {
        var orphans = orphans("robot/p/run@" + ORIGIN, "robot/p/older@" + ORIGIN);

        orphans.dropShown(List.of(
                PaneLine.of("robot/p").startedAt(1).pane(),
                PaneLine.of("robot/imu").pane()));

        assertThat(orphans.of(new ProcessKey("robot", "p"))).containsExactly("robot/p/older");
    }

    @Test
    void droppedProcessHasNoOrphansAnyMore() {
        var orphans = orphans("robot/imu/1@" + ORIGIN);
        var before = orphans.of(IMU);

        orphans.drop(IMU);

        assertThat(orphans.of(IMU)).isEmpty();
        assertThat(before).containsExactly("robot/imu/1");
    }

    private static Orphans orphans(String... livingRuns) {
        return Orphans.among(String.join("\n", livingRuns), ORIGIN);
    }
}
