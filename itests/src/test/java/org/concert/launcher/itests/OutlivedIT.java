/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that outlive their window, their tmux server or its socket are seen, ended when asked for, and never doubled. */
@Order(8)
class OutlivedIT extends WithLab {

    private static final String DEAF = "trap '' HUP; exec -a outlives sleep 100000";
    private static final String DAEMON = "setsid bash -c 'exec -a outlives sleep 100000' & sleep 200000";

    @Test
    void whatACommandLeavesRunningWhenItEndsIsToldByWhoeverLooks() throws Exception {
        lab.launcherFile(
                "p: {persistent: false, cmd: \"setsid bash -c 'exec -a outlives sleep 100000' & sleep 0.3\"}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            supervisor.awaitSeen("p DONE");

            assertThat(lab.launcher("status").stdout())
                    .containsPattern("DONE .*exit code 0; left 1 program running in the background \\(\\d+\\)");
            var killed = lab.launcher("kill", "p");

            assertThat(killed.stdout()).contains("what it had left running in the background was ended: sleep (pid ");
            assertThat(lab.launcher("status").stdout()).contains("STOPPED").doesNotContain("background");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {DEAF + "|kill-window -t =lab:=p", DEAF + "|kill-server", DAEMON + "|kill-session -t =lab"})
    void programThatOutlivesItsWindowIsShownByWhoComesLater(String command, String closing) throws Exception {
        launcherFile(command);
        lab.launcher("run", "p");
        lab.tmux(closing.split(" ", -1));
        long program = awaitOnlyOne();

        Lab.await("it is shown", () -> json().contains(outlived(program)));

        assertThat(json()).contains("\"FAILED\"").doesNotContain("STOPPED");
    }

    private String json() throws InterruptedException {
        return lab.launcher("status", "--json").stdout();
    }

    private static String outlived(long program) {
        return "its window is gone, but 1 of its programs live on (" + program + ")";
    }

    /** Return the programs of the lab with exactly this command line. */
    private List<Long> running(String commandLine) {
        return lab.programs(commandLine).stream()
                .filter(pid -> commandLine.equals(commandLine(pid)))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Wait until all but the one program have ended by the end of their window. */
    private long awaitOnlyOne() throws InterruptedException {
        Lab.await(
                "the others have ended",
                () -> running("sleep 200000").isEmpty()
                        && running("outlives 100000").size() == 1);
        return running("outlives 100000").get(0);
    }

    private void launcherFile(String command) throws Exception {
        lab.launcherFile("p: {cmd: \"" + command + "\", stop_timeout: 2s}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {DEAF, DAEMON})
    void programThatOutlivesItsWindowIsEndedByAStop(String command) throws Exception {
        launcherFile(command);
        lab.launcher("run", "p");
        lab.tmux("kill-session", "-t", "=lab");
        awaitOnlyOne();

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(running("outlives 100000")).isEmpty();
        assertThat(json()).contains("\"STOPPED\"");
        assertThat(lab.launcher("kill", "p").stdout()).contains("was not running");
    }

    @ParameterizedTest
    @ValueSource(strings = {DEAF, DAEMON})
    void programThatOutlivesItsWindowIsEndedByAStartFirst(String command) throws Exception {
        launcherFile(command);
        lab.launcher("run", "p");
        lab.tmux("kill-window", "-t", "=lab:=p");
        long before = awaitOnlyOne();

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(running("outlives 100000")).hasSize(1).doesNotContain(before);
        assertThat(json()).contains("\"READY\"");
    }

    @Test
    void launcherThatLooksOnTellsOfItAndOfItsEnd() throws Exception {
        launcherFile(DEAF);
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            lab.launcher("run", "p");
            supervisor.awaitSeen("p READY");

            lab.tmux("kill-window", "-t", "=lab:=p");

            supervisor.awaitSeen("p FAILED " + outlived(awaitOnlyOne()));
            assertThat(supervisor.seen()).doesNotContain("p STOPPED");
            ProcessHandle.of(awaitOnlyOne()).orElseThrow().destroyForcibly();
            supervisor.awaitSeen("p STOPPED");
        }
    }

    @Test
    void programThatEndsWithItsWindowIsNoFailure() throws Exception {
        lab.launcherFile("p: {cmd: \"trap 'sleep 0.3; exit' HUP; while :; do sleep 0.1; done\"}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            lab.launcher("run", "p");
            supervisor.awaitSeen("p READY");

            lab.tmux("kill-window", "-t", "=lab:=p");

            supervisor.awaitSeen("p STOPPED");
            assertThat(supervisor.seen()).doesNotContain("FAILED");
        }
    }

    @Test
    void programOnAnotherMachineIsSeenAndEndedThere() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("p: {machine: robot, cmd: \"" + DEAF + "\"}\n");
        lab.launcher("run", "p");
        robot.tmux("kill-session", "-t", "=lab");

        Lab.await("it is shown", () -> json().contains(outlived(awaitOnlyOne())));
        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(running("outlives 100000")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm $TMUX_TMPDIR/tmux-$(id -u)/default", "rm -r $TMUX_TMPDIR/tmux-$(id -u)"})
    void serverWhoseSocketIsRemovedIsFound(String cleaning) throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000}\nq: {cmd: sleep 200000, session: other}\n");
        lab.launcher("run", "p");
        List<Long> before = running("sleep 100000");
        lab.run("sh", "-c", cleaning);

        assertThat(lab.launcher("status", "p").stdout()).contains("READY");

        lab.run("sh", "-c", cleaning);
        var ran = lab.launcher("run", "p", "q");
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stdout()).contains("p ran already");
        assertThat(running("sleep 100000")).isEqualTo(before);
        lab.run("sh", "-c", cleaning);
        var killed = lab.launcher("kill", "--all");
        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(running("sleep 100000")).isEmpty();
        assertThat(running("sleep 200000")).isEmpty();
    }

    @Test
    void launcherThatLooksOnGoesOnAsTheSocketIsRemoved() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000, restart: always}\nq: {cmd: sleep 200000, session: other}\n");
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            lab.launcher("run", "p");
            supervisor.awaitSeen("p READY");
            lab.run("sh", "-c", "rm -r $TMUX_TMPDIR/tmux-$(id -u)");

            running("sleep 100000").forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

            supervisor.awaitSeen(2, "p READY");
            assertThat(lab.launcher("run", "q").exitCode()).isZero();
            supervisor.awaitSeen("q READY");
        }
    }

    @Test
    void serverThatDoesNotMakeItsSocketAgainIsUnknownAndNotReplaced() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000}\n");
        lab.launcher("run", "p");
        String server = lab.tmux("display-message", "-p", "#{pid}").strip();
        lab.run("kill", "-STOP", server);
        lab.undoAtEnd(() -> lab.run("kill", "-CONT", server));
        lab.run("sh", "-c", "rm $TMUX_TMPDIR/tmux-$(id -u)/default");

        assertThat(json()).contains("\"UNKNOWN\"", "was removed, and its tmux server (pid " + server + ")");

        var ran = lab.launcher("run", "p");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.stderr()).contains("was removed, and its tmux server (pid " + server + ")");
        lab.run("kill", "-CONT", server);
        Lab.await("it is back", () -> json().contains("\"READY\""));
        assertThat(running("sleep 100000")).hasSize(1);
    }

    @Test
    void serverThatAPersonBeganInItsPlaceDoesNotHideWhatRuns() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100000}\n");
        lab.launcher("run", "p");
        lab.run("sh", "-c", "rm $TMUX_TMPDIR/tmux-$(id -u)/default");
        lab.tmux("new-session", "-d", "-s", "mine", "sleep 300000");

        assertThat(json()).contains("\"UNKNOWN\"", "several tmux servers");

        var ran = lab.launcher("run", "p");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.stderr()).contains("several tmux servers");
        lab.tmux("kill-server");
        Lab.await("it is found", () -> json().contains("\"READY\""));
        assertThat(running("sleep 100000")).hasSize(1);
    }
}
