/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of readiness that end all they can reach, and time that goes on whatever becomes of the way to a machine. */
@Order(3)
class ReadyCheckIT extends WithLab {

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void checkThatSignalsItsGroupHitsNobodyElse(String machine) throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                neighbour: {machine: %1$s, cmd: exec sleep 100000, ready_check: "echo x >> %2$s/begun; sleep 6"}
                polite: {machine: %1$s, cmd: exec sleep 100001, ready_check: "trap 'kill 0' EXIT; true"}
                rude: {machine: %1$s, cmd: exec sleep 100002, ready_check: "kill -9 0", ready_timeout: 3s}
                """.formatted(machine, lab.folder()));
        Process neighbour = lab.startLauncher("run", "neighbour", "polite", "rude");

        Lab.Ended ended = lab.end(neighbour);

        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isEqualTo(1);
        assertThat(ended.stderr())
                .contains("not ready within 3 s; ready_check: exit code 137")
                .doesNotContain("polite", "neighbour");
        assertThat(lab.folder().resolve("begun"))
                .as("the check of the neighbour was never begun anew")
                .hasContent("x");
        if (machine.equals("robot")) {
            assertThat(robot.link().connections()).isEqualTo(1);
        }
        assertThat(lab.launcher("status").stdout())
                .containsPattern("(?m)^neighbour .* READY")
                .containsPattern("(?m)^polite .* READY")
                .containsPattern("(?m)^rude .* FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void whyACheckFailsIsToldToWhoWaitsAndToWhoAsks(String machine) throws Exception {
        RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {machine: %s, cmd: exec sleep 100000, ready_check: "echo no master; exit 3", ready_period: 100ms}
                """.formatted(machine));

        Process run = lab.startLauncher("run", "p");
        Lab.await("it is told twice to who waits", () -> lab.printed(run).split("still RUNNING").length > 2);

        String reason = "ready_check: exit code 3: no master";
        assertThat(lab.printed(run)).containsPattern("\\d p: still RUNNING \\(" + reason + "\\)\\n");
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^p .* RUNNING .* -  +" + reason + "$");
        run.destroy();
        lab.end(run);
        assertThat(lab.launcher("status", "--json").stdout())
                .as("nobody looks on any more")
                .contains("\"state\":\"RUNNING\"", "\"message\":\"" + reason + "\"");
    }

    @Test
    void timeToBecomeReadyGoesOnThoughTheLinkIsCut() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {machine: robot, cmd: exec sleep 100000, ready_check: "touch %s/checked; false", ready_timeout: 10s}
                """.formatted(lab.folder()));
        Process run = lab.startLauncher("run", "p");
        Lab.await("it is checked", () -> Files.exists(lab.folder().resolve("checked")));
        Path checked = lab.folder().resolve("checked");
        long beganNanos = System.nanoTime();
        int cuts = 0;

        // For as long as it takes: each connection would have begun to count anew.
        while (!run.waitFor(1, TimeUnit.SECONDS)) {
            Files.deleteIfExists(checked);
            robot.link().cut();
            cuts++;
            Lab.await("it is checked again, or over", () -> Files.exists(checked) || !run.isAlive());
            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofMinutes(2));
        }
        Lab.Ended ended = lab.end(run);

        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isEqualTo(1);
        assertThat(ended.stderr()).contains("not ready within 10 s; ready_check: exit code 1");
        assertThat(cuts).isPositive();
    }
}
