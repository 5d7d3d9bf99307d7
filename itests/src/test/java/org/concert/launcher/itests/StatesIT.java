/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** In which state a process is shown, and what is told of how it came to it. */
class StatesIT extends WithLab {

    private static final Pattern UPTIME = Pattern.compile("\"uptimeSeconds\" ?: ?([0-9.]+)");

    @Test
    void oneShotThatEndedWith0IsDoneUntilItIsStopped() throws Exception {
        lab.launcherFile("""
                keeps: {cmd: sleep 100000}
                once: {cmd: echo well, persistent: false}
                fails: {cmd: exit 3, persistent: false}
                never: {cmd: echo never, persistent: false}
                """);
        lab.launcher("run", "keeps");

        var ran = lab.launcher("run", "once");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stdout()).contains("once: DONE (exit code 0)");
        assertThat(lab.launcher("run", "fails").exitCode()).isEqualTo(1);
        assertThat(lab.launcher("status").stdout())
                .containsPattern("(?m)^once .* DONE +- +0 ")
                .containsPattern("(?m)^fails .* FAILED +- +3 ")
                .containsPattern("(?m)^never .* STOPPED +- +- ");
        assertThat(json("once")).containsPattern("\"state\" ?: ?\"DONE\"").containsPattern("\"code\" ?: ?0,");

        var stopped = lab.launcher("kill", "once");

        assertThat(stopped.exitCode()).as(stopped.stderr()).isZero();
        assertThat(stopped.stdout()).contains("not running");
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^once .* STOPPED +- +0 ");
    }

    @Test
    void howItEndedAndWhereItsLogIsStayTrueAfterAStop() throws Exception {
        var robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                here: {cmd: "trap 'exit 7' INT; while :; do sleep 0.1; done"}
                there: {cmd: "exec sleep 100000", machine: robot, stop_signal: SIGTERM}
                keeps_here: {cmd: sleep 100001}
                keeps_there: {cmd: sleep 100002, machine: robot}
                """);
        assertThat(lab.launcher("run", "here", "there", "keeps_here", "keeps_there")
                        .exitCode())
                .isZero();

        assertThat(lab.launcher("kill", "here", "there").exitCode()).isZero();

        assertThat(json("here"))
                .containsPattern("\"state\" ?: ?\"STOPPED\"")
                .containsPattern("\"exitCode\" ?: ?7,")
                .containsPattern("\"startTime\" ?: ?\"2")
                .contains(lab.log("here").toString(), "exit code 7");
        assertThat(json("there"))
                .containsPattern("\"state\" ?: ?\"STOPPED\"")
                .containsPattern("\"signal\" ?: ?\"SIGTERM\"")
                .contains(robot.log("there").toString());
        assertThat(lab.tmux("show-options", "-s")).contains("@concert_end/lab/here");

        lab.launcher("run", "here");

        assertThat(lab.tmux("show-options", "-s")).as("what is over").doesNotContain("@concert_end");
        lab.tmux("kill-window", "-t", "=lab:here");
        assertThat(json("here"))
                .as("of a window that was closed nobody knows how it ended")
                .containsPattern("\"exitCode\" ?: ?null,")
                .contains(lab.log("here").toString());
    }

    @Test
    void uptimeIsThatOfAClockThatNobodyCanSet() throws Exception {
        var robot = RemoteMachine.start(lab, "robot");
        lab.launcherFile("""
                p: {cmd: sleep 100000}
                q: {cmd: sleep 100001, machine: robot}
                """);
        assertThat(lab.launcher("run", "p", "q").exitCode()).isZero();

        // As if the clock of who started them had been a day back, or an hour ahead.
        String a = startedAt(lab.tmux("show-options", "-p", "-v", "-t", "=lab:p", "@concert_start"), -86_400);
        lab.tmux("set-option", "-p", "-t", "=lab:p", "@concert_start", a);
        String b = startedAt(robot.tmux("show-options", "-p", "-v", "-t", "=lab:q", "@concert_start"), 3600);
        robot.tmux("set-option", "-p", "-t", "=lab:q", "@concert_start", b);

        for (String name : Set.of("p", "q")) {
            double before = uptime(name);
            assertThat(before).as(name).isBetween(0.0, 120.0);
            Lab.await(name + " gets older", () -> uptime(name) > before + 0.5);
        }
        assertThat(lab.launcher("status").stdout()).doesNotContain("1d").doesNotContain("1h");
    }

    @Test
    void deathThatNobodySeesToIsAFailureAtOnceThoughTheServeOfAnotherRobotLooksOn() throws Exception {
        lab.launcherFile("theirs: {cmd: sleep 100000, restart: always}\n");
        lab.file("arm.yaml", "context: {session: arm}\na: {cmd: exec -a the-arm sleep 100001, restart: always}\n");
        try (Supervisor theirs = Supervisor.start(lab, "theirs");
                Supervisor ours = Supervisor.start(lab, "ours", "arm.yaml")) {
            lab.launcher("run", "theirs");
            assertThat(lab.launcher("-c", "arm.yaml", "run", "a").exitCode()).isZero();
            ours.awaitSeen("a READY");
            ours.kill();

            lab.run("kill", "-KILL", Long.toString(lab.programs("the-arm").get(0)));

            Set<String> seen = new TreeSet<>();
            Lab.await("its failure", () -> {
                seen.add(armState());
                return seen.contains("FAILED");
            });
            assertThat(seen).isSubsetOf("READY", "FAILED");
            assertThat(lab.launcher("-c", "arm.yaml", "status", "--json").stdout())
                    .contains("SIGKILL; nobody restarts it: no serve looks on");
            assertThat(theirs.seen()).as("who looks on elsewhere").contains("theirs READY");
        }
    }

    @Test
    void nothingWaitsAnyMoreWhenWhatWasAskedForHasFailed() throws Exception {
        lab.launcherFile("""
                breaks: {cmd: sleep 1; exit 3, persistent: false}
                slow: {cmd: sleep 100000, ready_check: test -e $LAB/go, ready_period: 100ms}
                after: {cmd: touch $LAB/after; sleep 100001, depends: [slow]}
                all: {cmd: echo up, persistent: false, depends: [breaks, after]}
                """);

        var ran = lab.launcher("run", "all");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stdout().lines().filter(line -> line.contains(" after: ")))
                .last()
                .asString()
                .as("the last that is told of it")
                .contains("after: STOPPED");
    }

    private String armState() throws InterruptedException {
        Matcher state = Pattern.compile("\"state\" ?: ?\"([A-Z]+)\"")
                .matcher(lab.launcher("-c", "arm.yaml", "status", "--json").stdout());
        return state.find() ? state.group(1) : "";
    }

    private static String startedAt(String mark, long secondsLater) {
        Matcher start = Pattern.compile("&start=([0-9]+)").matcher(mark.strip());
        assertThat(start.find()).as(mark).isTrue();
        return start.replaceFirst("&start=" + (Long.parseLong(start.group(1)) + 1000 * secondsLater));
    }

    private double uptime(String name) throws InterruptedException {
        Matcher uptime = UPTIME.matcher(json(name));
        assertThat(uptime.find()).isTrue();
        return Double.parseDouble(uptime.group(1));
    }

    private String json(String name) throws InterruptedException {
        return lab.launcher("status", name, "--json").stdout();
    }
}
