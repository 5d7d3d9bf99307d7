/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What works no more though it lives is shown so, and restarted where its policy says so. */
class HealthIT extends WithLab {

    private void openRobot() throws Exception {
        RemoteMachine.start(lab, "robot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void processThatDoesNotWorkIsUnhealthyUntilItDoes(String machine) throws Exception {
        openRobot();
        lab.launcherFile("""
                p: {machine: %1$s, cmd: exec sleep 100000, alive_check: "test -e %2$s/ill && { echo no pulse; exit 3; }; true", alive_period: 300ms}
                """.formatted(machine, lab.folder()));
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            lab.launcher("run", "p");
            List<Long> program = lab.programs("sleep 100000");

            Files.createFile(lab.folder().resolve("ill"));
            supervisor.awaitSeen("p UNHEALTHY");

            assertThat(lab.launcher("status").stdout())
                    .containsPattern("(?m)^p .* UNHEALTHY .* alive_check: exit code 3: no pulse$");
            assertThat(lab.launcher("status", "--json").stdout()).contains("\"code\":1", "\"ready\":false");

            Files.delete(lab.folder().resolve("ill"));
            Lab.await(
                    "it works again", () -> lab.launcher("status", "p").stdout().contains("READY"));
            assertThat(lab.programs("sleep 100000")).isEqualTo(program);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void policyEndsWhatDoesNotWorkAsAStopDoesAndStartsItAgain(String machine) throws Exception {
        openRobot();
        // It ends with 0 when it is told to: what on-failure takes for well, were it not for its health.
        lab.launcherFile("""
                p:
                  machine: %1$s
                  cmd: "trap 'echo told to end >> %2$s/said; exit 0' INT; rm -f %2$s/ill; while :; do sleep 0.1; done"
                  alive_check: "! test -e %2$s/ill"
                  alive_period: 300ms
                  restart: on-failure
                user: {cmd: sleep 300000, depends: [p]}
                """.formatted(machine, lab.folder()));
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            lab.launcher("run", "user");
            List<Long> user = lab.programs("sleep 300000");

            Files.createFile(lab.folder().resolve("ill"));
            supervisor.awaitSeen("p BACKOFF");
            Lab.await(
                    "it is ready again",
                    () -> supervisor.seen().indexOf("p READY", supervisor.seen().indexOf("BACKOFF")) > 0);

            assertThat(lab.folder().resolve("said")).hasContent("told to end");
            assertThat(supervisor.seen().lines().filter(line -> line.startsWith("p ")))
                    .map(line -> line.split(" ", -1)[1])
                    .containsSubsequence("READY", "UNHEALTHY", "BACKOFF", "STARTING", "RUNNING", "READY")
                    .doesNotContain("FAILED", "STOPPED", "STOPPING");
            assertThat(lab.launcher("status", "--json", "p").stdout()).containsPattern("\"restartCount\" ?: ?1");
            assertThat(lab.programs("sleep 300000")).as("its dependant").isEqualTo(user);
        }
    }

    @Test
    void chainOverTwoMachinesIsRestartedOnceAndInOrderWhenWhatItDependsOnDies() throws Exception {
        openRobot();
        lab.launcherFile("""
                core: {cmd: "echo core >> $LAB/order; exec sleep 100000", restart: on-failure}
                l1: {cmd: "echo l1 >> $LAB/order; exec sleep 100001", depends: [core], with_dependency: restart}
                l2: {machine: robot, cmd: "echo l2 >> %1$s/order; exec sleep 100002", depends: [l1], with_dependency: restart}
                l3: {cmd: "echo l3 >> $LAB/order; exec sleep 100003", depends: [l2], with_dependency: restart}
                l4: {machine: robot, cmd: "echo l4 >> %1$s/order; exec sleep 100004", depends: [l3], with_dependency: restart}
                stops: {cmd: exec sleep 100005, depends: [core], with_dependency: stop}
                goes_on: {cmd: exec sleep 100006, depends: [core]}
                """.formatted(lab.folder()));
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "l4", "stops", "goes_on").exitCode()).isZero();
            List<Long> goesOn = lab.programs("sleep 100006");

            lab.run("kill", "-SEGV", Long.toString(lab.programs("sleep 100000").get(0)));
            supervisor.awaitSeen(2, "l4 READY");

            assertThat(lab.folder().resolve("order")).hasContent("core\nl1\nl2\nl3\nl4\ncore\nl1\nl2\nl3\nl4");
            assertThat(lab.programs("sleep 100005")).isEmpty();
            assertThat(lab.programs("sleep 100006")).isEqualTo(goesOn);
        }
    }
}
