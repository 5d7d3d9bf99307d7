/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop gives every program of a process the stop signal, a terminal, and its time; not to the first one only. */
class StopMembersIT {

    /** Cleans up for a second on a signal, and tells of that in its terminal, as a driver of a motor does. */
    private static final String NODE = """
            $| = 1;
            my ($name, $signal) = @ARGV;
            $SIG{$signal} = sub { print "$name cleans\\n"; select undef, undef, undef, 1; print "$name is clean\\n"; exit };
            print "$name is up\\n";
            sleep 1 while 1;
            """;

    private Lab lab;

    @BeforeEach
    void openLab() throws Exception {
        lab = new Lab();
        lab.file("node.pl", NODE);
    }

    @AfterEach
    void closeLab() throws Exception {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void whatAScriptHasStartedCleansUpThoughTheScriptEndsFirst(String signal) throws Exception {
        lab.launcherFile("p: {cmd: sh $LAB/start_all.sh, stop_signal: SIG" + signal + "}\n");
        script(signal);
        run("p");

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(killed.stdout()).contains("STOPPED (SIG" + signal);
        assertThat(lab.output("p")).contains("a is clean\n", "b is clean\n");
        assertThat(lab.programs("node.pl")).isEmpty();
    }

    @Test
    void whatCarriesNoSignOfTheProcessIsNotTakenForGone() throws Exception {
        lab.launcherFile("""
                checked: {cmd: sleep 100000, ready_check: "for i in 1 2; do sleep 4444 & done; true"}
                leaving: {cmd: 'env -i PATH="$PATH" CONCERT_LAUNCHER_TEST="$LAB" setsid -f sleep 7777; sleep 100000'}
                ordinary: {cmd: sleep 100000}
                """);
        assertThat(lab.launcher("run", "checked", "leaving", "ordinary").exitCode())
                .isZero();

        var killed = lab.launcher("kill", "--all");

        String livesOn = "; what its checks, or programs that left it, have begun lives on: sleep (pid ";
        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(killed.stdout().lines().filter(line -> line.contains(livesOn)))
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("checked ") && line.matches(".*sleep \\(pid \\d+\\), sleep \\(pid \\d+\\)"))
                .anyMatch(line -> line.startsWith("leaving ") && line.matches(".*sleep \\(pid \\d+\\)"));
        assertThat(lab.programs("sleep 4444")).hasSize(2);
        assertThat(lab.programs("sleep 7777")).hasSize(1);
    }

    @Test
    void stopIsOverWhenTheLastHasGoneAndNotBefore() throws Exception {
        lab.launcherFile("p: {cmd: sh $LAB/start_all.sh}\n");
        script("INT");
        run("p");
        Process kill = lab.startLauncher("kill", "p");
        Lab.await("they clean up", () -> lab.output("p").contains("cleans"));

        assertThat(lab.launcher("status", "p").stdout()).contains("STOPPING");
        assertThat(kill.waitFor()).isZero();
        assertThat(lab.output("p")).contains("a is clean\n", "b is clean\n");
    }

    @Test
    void jobsInTheBackgroundGetTheStopSignalToo() throws Exception {
        lab.launcherFile("p: {cmd: 'perl $LAB/node.pl a INT & perl $LAB/node.pl b INT & wait'}\n");
        run("p");

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(lab.output("p")).contains("a is clean\n", "b is clean\n");
    }

    @Test
    void programWithASessionOfItsOwnGetsItWhenItsParentHasGone() throws Exception {
        lab.launcherFile("p: {cmd: sh $LAB/start.sh}\n");
        lab.file("start.sh", "setsid perl $LAB/node.pl a INT &\nsetsid perl $LAB/node.pl b INT &\nwait\n");
        run("p");

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(lab.output("p")).containsOnlyOnce("a cleans").contains("a is clean\n", "b is clean\n");
    }

    @Test
    void whatCannotHearTheStopSignalKeepsNobodyWaiting() throws Exception {
        lab.launcherFile("p: {cmd: sh $LAB/start.sh, stop_timeout: 60s}\n");
        lab.file("start.sh", "sleep 100001 & sleep 100002 & echo a is up; echo b is up; wait\n");
        run("p");

        long begun = System.nanoTime();
        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(System.nanoTime() - begun).isLessThan(30_000_000_000L);
        assertThat(lab.programs("sleep 10000")).isEmpty();
    }

    @Test
    void stopOfALauncherThatIsKilledIsSeenThroughByTheNext() throws Exception {
        lab.launcherFile("p: {cmd: sh $LAB/start_all.sh}\n");
        script("INT");
        run("p");
        Process killed = lab.startLauncher("kill", "p");
        Lab.await("they clean up", () -> lab.output("p").contains("cleans"));

        killed.destroyForcibly().waitFor();
        var again = lab.launcher("kill", "p");

        assertThat(again.exitCode()).as(again.stdout() + again.stderr()).isZero();
        assertThat(lab.output("p")).contains("a is clean\n", "b is clean\n").containsOnlyOnce("a cleans");
        assertThat(lab.launcher("status", "p").stdout()).contains("STOPPED");
    }

    @Test
    void windowThatIsClosedByHandEndsAllAsBefore() throws Exception {
        lab.launcherFile("p: {cmd: 'sleep 100001 & sleep 100002; sleep 100003'}\nq: {cmd: sleep 100004}\n");
        assertThat(lab.launcher("run", "p", "q").exitCode()).isZero();

        lab.tmux("kill-window", "-t", "=lab:=p");

        Lab.await(
                "all have ended",
                () -> Stream.of("sleep 100001", "sleep 100002", "sleep 100003")
                        .allMatch(program -> lab.programs(program).isEmpty()));
        assertThat(lab.programs("sleep 100004")).hasSize(1);
    }

    @Test
    void processIdThatIsShownIsThatOfTheProgramAndItsEndIsToldAsItIs() throws Exception {
        lab.launcherFile("p: {cmd: sleep 100001}\n");
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        List<Long> program = lab.programs("sleep 100001");
        assertThat(program).hasSize(1);
        Lab.await(
                "its process id",
                () -> lab.launcher("status", "--json", "p").stdout().contains("\"pid\":" + program.get(0)));

        lab.run("kill", "-KILL", program.get(0).toString());

        Lab.await("its end", () -> lab.launcher("status", "p").stdout().contains("SIGKILL"));
        Lab.await("its note", () -> Files.readString(lab.log("p")).contains("# ended by SIGKILL"));
    }

    @Test
    void allOfThatHoldsOnARemoteMachine() throws Exception {
        RemoteMachine robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {machine: robot, cmd: sh $LAB/start_all.sh}
                q: {machine: robot, cmd: 'perl $LAB/node.pl a INT & perl $LAB/node.pl b INT & wait'}
                """);
        script("INT");
        assertThat(lab.launcher("run", "p", "q").exitCode()).isZero();
        for (String name : List.of("p", "q")) {
            awaitBoth(robot.log(name));
        }

        var killed = lab.launcher("kill", "--all");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        for (String name : List.of("p", "q")) {
            assertThat(robot.log(name)).content().contains("a is clean\n", "b is clean\n");
        }
    }

    private void script(String signal) throws IOException {
        String node = "perl $LAB/node.pl %s " + signal + " & ";
        lab.file("start_all.sh", node.formatted("a") + node.formatted("b") + "wait\n");
    }

    private void run(String name) throws Exception {
        assertThat(lab.launcher("run", name).exitCode()).isZero();
        awaitBoth(lab.log(name));
    }

    private static void awaitBoth(Path log) throws Exception {
        for (String text : List.of("a is up", "b is up")) {
            Lab.await(text, () -> Files.readString(log).contains(text));
        }
    }
}
