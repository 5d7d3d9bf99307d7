/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsTests {

    @Test
    void launcherIsToldItsFileItsUserAndItsOptions() {
        var robot = new Units.Robot("rob", Path.of("/home/ann/robot.yaml"), "ann", List.of("--port", "8779"));

        assertThat(Units.settings(robot, true).lines())
                .containsSubsequence(
                        "[Service]",
                        "User=ann",
                        "WorkingDirectory=~",
                        "Environment=\"LAUNCHER_FILE=/home/ann/robot.yaml\"",
                        "Environment=\"SERVE_OPTIONS=--port 8779\"");
        assertThat(Units.settings(robot, false)).contains("User=ann").doesNotContain("SERVE_OPTIONS");
    }

    @Test
    void serviceOfAUserHasNoOther() {
        assertThat(Units.settings(new Units.Robot("rob", Path.of("/robot.yaml"), null, List.of()), true))
                .doesNotContain("User=");
    }

    @Test
    void pathMayHoldWhatMeansSomethingToSystemd() {
        var robot = new Units.Robot("rob", Path.of("/home/ann/100% \"odd\"\\path/robot.yaml"), "ann", List.of());

        assertThat(Units.settings(robot, false))
                .contains("Environment=\"LAUNCHER_FILE=/home/ann/100%% \\\"odd\\\"\\\\path/robot.yaml\"");
    }
}
