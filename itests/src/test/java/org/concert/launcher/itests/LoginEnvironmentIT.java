/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process finds in its environment depends neither on who calls the launcher nor on who came first. */
class LoginEnvironmentIT extends WithLab {

    private static final String PROCESS = """
            p:
              machine: %s
              cmd: env > $LAB/process; exec sleep 100000
              env: {ROBOT_NAME: "tom & jerry", ROS_LOCALHOST_ONLY: 1}
              ready_check: env > $LAB/check
            """;

    private List<String> seenBy(String who) throws Exception {
        return Files.readAllLines(lab.folder().resolve(who)).stream()
                .filter(line -> line.matches("(RO[BS]|CONCERT_LAUNCHER_(OWN|LOGIN|LEADER|STARTUP|KE)).*"))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"local, false", "local, true", "robot, false", "robot, true"})
    void nothingOfTheShellThatCallsTheLauncherOrTmuxReachesAProcessOrItsCheck(String machine, boolean personFirst)
            throws Exception {
        RemoteMachine.start(lab, "robot");
        lab.launcherFile(PROCESS.formatted(machine));
        if (personFirst) {
            Path sockets = lab.folder().resolve(machine.equals("local") ? "t" : "robot/t");
            lab.run(
                    "env",
                    "ROS_DOMAIN_ID=5",
                    "ROS_LOCALHOST_ONLY=2",
                    "TMUX_TMPDIR=" + sockets,
                    "tmux",
                    "-f",
                    "/dev/null",
                    "new-session",
                    "-d",
                    "sleep 100000");
        }
        lab.environment().put("ROS_DOMAIN_ID", "7");

        Lab.Ended ended = lab.program("run", "p");

        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(seenBy("process")).containsExactly("ROBOT_NAME=tom & jerry", "ROS_LOCALHOST_ONLY=1");
        assertThat(seenBy("check")).isEqualTo(seenBy("process"));
    }

    @Test
    void variablesOfTheMachineReachAllOfItsProcesses() throws Exception {
        assumeTrue("namespaces".equals(System.getenv("TESTS_APART")), "Only in namespaces is there an /etc of our own");
        Path file = Path.of("/etc/environment");
        String before = Files.exists(file) ? Files.readString(file) : "";
        lab.undoAtEnd(() -> Files.writeString(file, before));
        Files.writeString(
                file,
                before
                        + "\n# ROS_OFF=1\n  export ROS_DOMAIN_ID=\"42\" # all robots\nROS_LOCALHOST_ONLY=0\nROS_TEXT='a b'\nROS\n",
                StandardOpenOption.CREATE);
        lab.launcherFile(PROCESS.formatted("local"));

        assertThat(lab.program("run", "p").exitCode()).isZero();

        assertThat(seenBy("process"))
                .containsExactly("ROBOT_NAME=tom & jerry", "ROS_DOMAIN_ID=42", "ROS_LOCALHOST_ONLY=1", "ROS_TEXT=a b");
        assertThat(seenBy("check")).isEqualTo(seenBy("process"));
    }
}
