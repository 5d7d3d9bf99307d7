/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Processes on machines that are reached by SSH, and what becomes of them when the way there is lost. */
@Order(9)
class RemoteIT {

    private Lab lab;
    private RemoteMachine robot;

    @BeforeEach
    void open() throws Exception {
        lab = new Lab();
        robot = RemoteMachine.start(lab, "robot");
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void processesOnTwoMachinesDependOnEachOther() throws Exception {
        RemoteMachine arm = RemoteMachine.start(lab, "arm");
        lab.launcherFile("""
                base: {cmd: "touch $HOME/up; exec sleep 100000", machine: robot, ready_check: "test -e $HOME/up"}
                grip: {cmd: "echo I hold; exec sleep 100000", machine: arm, depends: [base]}
                gui: {cmd: sleep 100000, depends: [grip]}
                """);

        var ran = lab.launcher("run", "gui");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        assertThat(robot.tmux("list-windows", "-t", "lab", "-F", "#W")).isEqualTo("base\n");
        assertThat(arm.tmux("list-windows", "-t", "lab", "-F", "#W")).isEqualTo("grip\n");
        assertThat(lab.tmux("list-windows", "-t", "lab", "-F", "#W")).isEqualTo("gui\n");
        assertThat(robot.home().resolve("up")).exists();
        Lab.await(
                "its output is captured",
                () -> Files.exists(arm.log("grip"))
                        && Files.readString(arm.log("grip")).contains("I hold"));
        assertThat(lab.launcher("status").stdout())
                .containsPattern("(?m)^base +lab +robot +READY")
                .containsPattern("(?m)^grip +lab +arm +READY");
        assertThat(lab.launcher("watch", "grip", "-n", "9", "--no-follow").stdout())
                .contains("I hold");

        var killed = lab.launcher("kill", "--all");

        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(lab.launcher("status").stdout()).doesNotContain("READY");
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void allThatIsDoneOnAMachineGoesOverOneConnection() throws Exception {
        lab.launcherFile("""
                all: {persistent: false, cmd: "true", machine: robot, depends: [a, b, c]}
                a: {cmd: sleep 100000, machine: robot, ready_check: "true"}
                b: {cmd: sleep 100000, machine: robot, ready_check: "true"}
                c: {cmd: sleep 100000, machine: robot, ready_check: "true"}
                """);

        var ran = lab.launcher("run", "all");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(robot.link().connections()).isEqualTo(1);
        lab.launcher("kill", "--all");
        assertThat(robot.link().connections()).isEqualTo(2);
    }

    @Test
    void machineThatIsNotReachedIsAnErrorAndNothingRunsHereInstead() throws Exception {
        robot.killServer();
        lab.launcherFile("""
                p: {cmd: "touch $LAB/ran; exec sleep 100000", machine: robot}
                q: {cmd: sleep 100000, depends: [p]}
                """);

        var ran = lab.launcher("run", "q");

        assertThat(ran.exitCode()).as(ran.stderr()).isEqualTo(3);
        assertThat(ran.stderr()).contains("Cannot reach machine robot: ");
        assertThat(lab.folder().resolve("ran")).doesNotExist();
        assertThat(lab.programs("sleep 100000")).isEmpty();
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^p +lab +robot +UNKNOWN");
    }

    @Test
    void silentMachineDelaysNobodyElse() throws Exception {
        lab.launcherFile("""
                here: {cmd: sleep 100000}
                there: {cmd: sleep 100000, machine: robot}
                """);
        robot.link().fallSilent();
        try (Supervisor supervisor = Supervisor.begin(lab, "seen")) {
            supervisor.awaitSeen("here found STOPPED");
            Instant begun = Instant.now();

            var ran = lab.launcher("run", "here");

            assertThat(ran.exitCode()).as(ran.stderr()).isZero();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
            supervisor.awaitSeen("here READY");
            assertThat(lab.launcher("status").stdout())
                    .containsPattern("(?m)^here +lab +local +READY")
                    .containsPattern("(?m)^there +lab +robot +UNKNOWN");
        }
    }

    @Test
    void cutLinkMakesProcessesUnknownUntilItIsBackAndTheyRunOnMeanwhile() throws Exception {
        lab.launcherFile("""
                lives: {cmd: sleep 100000, machine: robot}
                ends: {cmd: "until [ -e $LAB/end ]; do sleep 0.1; done; exit 7", machine: robot}
                """);
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            var ran = lab.launcher("run", "lives", "ends");
            assertThat(ran.exitCode()).as(ran.stderr()).isZero();
            String pid = robot.tmux("list-panes", "-s", "-t", "lab", "-F", "#W #{pane_pid}");
            supervisor.awaitSeen("lives READY");
            supervisor.awaitSeen("ends READY");

            robot.killServer();

            supervisor.awaitSeen("lives UNKNOWN");
            supervisor.awaitSeen("ends UNKNOWN");
            lab.file("end", "");
            Lab.await(
                    "it has ended meanwhile",
                    () -> robot.tmux("list-panes", "-s", "-t", "lab", "-F", "#W #{pane_dead}")
                            .contains("ends 1"));
            robot.startServer();

            supervisor.awaitSeen(2, "lives READY");
            supervisor.awaitSeen("ends FAILED exit code 7");
            assertThat(robot.tmux("list-panes", "-s", "-t", "lab", "-F", "#W #{pane_pid}"))
                    .isEqualTo(pid);
        }
    }

    @Test
    void silentLinkIsNoticedWithinTenSeconds() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000, machine: robot}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            supervisor.awaitSeen("p READY");
            Instant begun = Instant.now();

            robot.link().fallSilent();

            supervisor.awaitSeen("p UNKNOWN");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));
            robot.link().speak();
            supervisor.awaitSeen(2, "p READY");
        }
    }

    @Test
    void pauseOfFiveSecondsIsNotTakenForALoss() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000, machine: robot}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            supervisor.awaitSeen("p READY");
            robot.link().fallSilent();
            Instant begun = Instant.now();
            Lab.await(
                    "five seconds are over",
                    () -> Duration.between(begun, Instant.now()).toSeconds() >= 5);
            robot.link().speak();

            var stopped = lab.launcher("kill", "p");

            assertThat(stopped.exitCode()).as(stopped.stderr()).isZero();
            supervisor.awaitSeen("p STOPPED");
            assertThat(supervisor.seen()).doesNotContain("UNKNOWN");
        }
    }

    @Test
    void outputIsFollowedAcrossCutsWithoutAGapOrADouble() throws Exception {
        lab.launcherFile(
                "p: {cmd: \"i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo number $i; sleep 0.002; done; sleep 100000\", machine: robot}\n");
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        Process watch = lab.startLauncher("watch", "p", "-n", "+1");

        for (String seen : List.of("number 200\n", "number 900\n", "number 1600\n")) {
            Lab.await(seen, () -> lab.printed(watch).contains(seen));
            robot.link().cut();
        }
        Lab.await("all", () -> lab.printed(watch).contains("number 3000\n"));
        watch.destroy();

        List<String> numbers = Pattern.compile("number \\d+")
                .matcher(lab.printed(watch))
                .results()
                .map(result -> result.group())
                .toList();
        assertThat(numbers).hasSize(3000).doesNotHaveDuplicates();
        assertThat(lines(robot.log("p"))).isEqualTo(3000);
    }

    private static long lines(Path log) throws Exception {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" number "))
                .count();
    }
}
