/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way to a machine, or there: states are right, and nothing is lost, doubled or run elsewhere. */
class RemoteFaultsIT extends WithLab {

    /** Write a group "all" of processes on the robot. */
    private void writeGroup(int count, String process) throws Exception {
        String names = IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining(", "));
        lab.launcherFile("all: {cmd: \"true\", persistent: false, depends: [%s]}\n".formatted(names)
                + IntStream.range(0, count)
                        .mapToObj(i -> "p%d: {machine: robot, %s}\n".formatted(i, process))
                        .collect(Collectors.joining()));
    }

    /** Return the windows of processes: what has held a session that was made is removed by the next start, if the launcher was gone before. */
    private static List<String> windows(RemoteMachine robot) throws Exception {
        return robot.tmux("list-windows", "-t", "lab", "-F", "#W")
                .lines()
                .filter(name -> !name.equals("concert"))
                .sorted()
                .toList();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).sorted().toList();
    }

    @Test
    void fiftyProcessesStartThroughTheTenSessionsOfOneConnection() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot", "MaxSessions 10");
        writeGroup(50, "cmd: exec sleep 100000, ready_check: 'true'");

        var ran = lab.launcher("run", "all");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(windows(robot)).isEqualTo(names(50));
        assertThat(robot.link().connections()).isEqualTo(1);
        var killed = lab.launcher("kill", "--all");
        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void launcherThatIsKilledWhileItStartsProcessesThereIsFollowedByOneThatFindsThem() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        writeGroup(20, "cmd: exec sleep 100000, ready_check: 'sleep 0.2'");
        Process launcher = lab.startLauncher("run", "all");
        Lab.await(
                "some have started",
                () -> robot.tmux("list-windows", "-t", "lab").lines().count() > 5);

        launcher.destroyForcibly().onExit().join();
        var ran = lab.launcher("run", "all");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        assertThat(windows(robot)).isEqualTo(names(20));
        assertThat(lab.programs("sleep 100000")).hasSize(20);
    }

    @Test
    void linkThatIsCutInTheMiddleOfAStartLeavesNoProcessTwice() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        writeGroup(10, "cmd: exec sleep 100000, ready_check: 'sleep 0.2'");
        Process launcher = lab.startLauncher("run", "all");
        Lab.await(
                "some have started",
                () -> robot.tmux("list-windows", "-t", "lab").lines().count() > 2);

        robot.link().cut();
        Lab.Ended first = lab.end(launcher);
        var again = lab.launcher("run", "all");

        assertThat(first.exitCode()).as(first.stdout() + first.stderr()).isIn(0, 1, 3);
        assertThat(again.exitCode()).as(again.stdout() + again.stderr()).isZero();
        assertThat(windows(robot)).isEqualTo(names(10));
        assertThat(lab.programs("sleep 100000")).hasSize(10);
    }

    @Test
    void stopWhoseLinkIsCutInTheMiddleIsBegunAnew() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {machine: robot, stop_timeout: 3s, cmd: "trap '' INT TERM; while :; do sleep 0.5; done", ready_delay: 1s}
                """);
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        Process stop = lab.startLauncher("kill", "p");
        Lab.await("it is being stopped", () -> lab.printed(stop).contains("STOPPING"));

        robot.link().cut();
        Lab.Ended ended = lab.end(stop);

        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(windows(robot)).isEmpty();
        assertThat(lab.programs("while :; do sleep 0.5")).isEmpty();
    }

    @Test
    void readinessIsFoundOutAfterTheLinkWasCutInTheMiddleOfACheck() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {machine: robot, cmd: exec sleep 100000, ready_check: "touch $LAB/checking; test -e $LAB/go || { sleep 20; false; }"}
                """);
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            Process run = lab.startLauncher("run", "p");
            Lab.await("it is being checked", () -> Files.exists(lab.folder().resolve("checking")));

            robot.link().cut();
            lab.file("go", "");

            supervisor.awaitSeen("p READY");
            run.destroy();
        }
    }

    @Test
    void machineThatWasExchangedIsRefusedAndNothingRunsAnywhere() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("p: {cmd: \"touch $LAB/ran; exec sleep 100000\", machine: robot}\n");
        robot.killServer();
        robot.changeHostKey();
        robot.startServer();

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.stderr()).contains("Cannot reach machine robot: its host key has CHANGED");
        assertThat(lab.folder().resolve("ran")).doesNotExist();
    }

    @Test
    void machineWithoutTmuxIsToldSo() throws Exception {
        Path programs = Files.createDirectory(lab.folder().resolve("programs"));
        for (String folder : List.of("/usr/bin", "/bin")) {
            try (Stream<Path> all = Files.list(Path.of(folder))) {
                for (Path program : all.toList()) {
                    Path link = programs.resolve(program.getFileName());
                    if (!link.endsWith("tmux") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        RemoteMachine.start(lab, "robot", "ForceCommand PATH=" + programs + " exec sh -c \"$SSH_ORIGINAL_COMMAND\"");
        lab.launcherFile("p: {cmd: \"touch $LAB/ran; exec sleep 100000\", machine: robot}\n");

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.stderr())
                .contains("Cannot use machine robot: tmux is not installed there; install it (Debian, Ubuntu: apt-get"
                        + " install tmux)");
        assertThat(lab.folder().resolve("ran")).doesNotExist();
    }
}
