/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start brings up what it can, says what it cannot, and waits for what is really ready. */
class StartIT {

    @Test
    void failedDependencyFailsItsDependantsByNameAndNothingOfTheirsStarts() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    broken: {cmd: "echo the reason; exit 3", persistent: false}
                    middle: {cmd: touch $LAB/middle; sleep 1000, depends: [broken]}
                    top: {cmd: touch $LAB/top; sleep 1000, depends: [middle]}
                    """);

            var ran = lab.launcher("run", "top");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stderr()).contains("broken", "exit code 3", "the reason");
            assertThat(ran.stderr().lines())
                    .as("the shell's own word")
                    .noneMatch(line -> line.strip().equals("exit"));
            assertThat(ran.stdout() + ran.stderr()).contains("dependency 'broken'");
            assertThat(lab.folder().resolve("middle")).doesNotExist();
            assertThat(lab.folder().resolve("top")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void variantSetsVariablesAndFolderOfTheProcessAndOfItsCheck(String machine) throws Exception {
        try (Lab lab = new Lab()) {
            RemoteMachine.start(lab, "robot");
            Files.createDirectory(lab.folder().resolve("hall"));
            lab.file("launcher.yaml", """
                    context: {session: lab, params: {root: %2$s}}
                    p:
                      machine: %1$s
                      cmd: 'echo "$WORLD in $PWD" > where; exec sleep 100000'
                      ready_check: '[ "$WORLD" = hall ] && [ -s where ]'
                      ready_period: 100ms
                      cwd: '{root}'
                      env: {WORLD: none}
                      variants: {sim: {env: {WORLD: '{world}'}, cwd: '{root}/{world}', params: {world: hall}}}
                    """.formatted(machine, lab.folder()));

            var ran = lab.launcher("run", "p", "-v", "sim");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            Path hall = lab.folder().resolve("hall");
            assertThat(hall.resolve("where")).content().isEqualTo("hall in " + hall + "\n");
            assertThat(lab.launcher("status", "p").stdout()).doesNotContain("older definition");
        }
    }

    @Test
    void commandThatIsNotThereIsNotReadyHoweverSlowTheShellComesUp() throws Exception {
        try (Lab lab = new Lab()) {
            Files.writeString(lab.home().resolve(".bashrc"), "sleep 1\n");
            lab.launcherFile("""
                    missing: {cmd: no-such-command --really}
                    after: {cmd: touch $LAB/after; sleep 1000, depends: [missing]}
                    """);

            var ran = lab.launcher("run", "after");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stdout()).doesNotContain("READY");
            assertThat(ran.stderr()).contains("no-such-command: command not found", "127");
            assertThat(lab.folder().resolve("after")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void oneShotIsNotRunAgainForAnotherWhileSomethingThatNeedsItRuns(String machine) throws Exception {
        try (Lab lab = new Lab()) {
            RemoteMachine.start(lab, "robot");
            lab.launcherFile("""
                    homing: {cmd: echo moves >> $LAB/moves, persistent: false}
                    homed: {cmd: "true", persistent: false, depends: [homing]}
                    a: {machine: %s, cmd: exec sleep 100000, depends: [homed]}
                    b: {cmd: exec sleep 100001, depends: [homing]}
                    """.formatted(machine));

            assertThat(lab.launcher("run", "a").exitCode()).isZero();
            var beside = lab.launcher("run", "b");
            assertThat(beside.exitCode()).as(beside.stderr()).isZero();
            assertThat(beside.stdout()).contains("b ready in ", "homing ran already");
            assertThat(moves(lab)).as("'a' holds the arm").isEqualTo(1);

            lab.launcher("kill", "b");
            assertThat(lab.launcher("run", "homing").stdout()).contains("homing ended with 0");
            assertThat(moves(lab)).as("it was named").isEqualTo(2);

            lab.launcher("kill", "a");
            lab.launcher("run", "b");
            assertThat(moves(lab)).as("nothing that needs it ran").isEqualTo(3);

            lab.launcher("kill", "homing");
            assertThat(lab.launcher("run", "a", "b").exitCode()).isZero();
            assertThat(moves(lab)).as("once for both").isEqualTo(4);
        }
    }

    private static long moves(Lab lab) throws IOException {
        return Files.readAllLines(lab.folder().resolve("moves")).size();
    }

    @Test
    void oneShotThatFailedIsRunAgainThoughSomethingThatNeedsItRuns() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    homing: {cmd: 'echo moves >> $LAB/moves; [ ! -e $LAB/broken ]', persistent: false}
                    a: {cmd: exec sleep 100000, depends: [homing]}
                    b: {cmd: exec sleep 100001, depends: [homing]}
                    """);
            assertThat(lab.launcher("run", "a").exitCode()).isZero();
            lab.file("broken", "");
            assertThat(lab.launcher("run", "homing").exitCode()).isEqualTo(1);

            assertThat(lab.launcher("run", "b").exitCode()).isEqualTo(1);

            assertThat(moves(lab)).isEqualTo(3);
        }
    }

    @Test
    void groupThatOnlyPrintsSomethingIsNoFailure() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    master: {cmd: exec sleep 1000}
                    all: {cmd: echo done, depends: [master]}
                    after: {cmd: exec sleep 1001, depends: [all]}
                    """);

            var ran = lab.launcher("run", "after");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            assertThat(ran.stdout()).contains("persistent: false");
            assertThat(lab.launcher("status").stdout())
                    .containsPattern("(?m)^all .* EXITED")
                    .containsPattern("(?m)^after .* READY");
        }
    }

    @Test
    void readyCheckRunsInThePlaceOfTheProcess() throws Exception {
        try (Lab lab = new Lab()) {
            Files.createDirectories(lab.folder().resolve("a place"));
            lab.launcherFile("""
                    p:
                      cmd: sleep 0.2; echo "$NAME" > made; sleep 1000
                      ready_check: test "$(cat made)" = "$NAME" && test {wanted} = yes && test -z "$CONCERT_LAUNCHER_RUN"
                      ready_period: 100ms
                      ready_timeout: 20s
                      cwd: a place
                      env: {NAME: "it's me"}
                    """);

            var ran = lab.launcher("run", "p", "-p", "wanted:=yes");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        }
    }

    @Test
    void sessionMayHaveTheNameOfTheLauncherAndOutlivesIt() throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("launcher.yaml", """
                    context: {session: concert-launcher}
                    p: {cmd: exec -a survivor sleep 1000}
                    """);

            var ran = lab.launcher("run", "p");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            assertThat(lab.programs("survivor")).hasSize(1);
            assertThat(lab.launcher("status", "p").stdout()).contains("READY");
        }
    }

    @Test
    void processThatIsNotReadyInTimeFailsAndIsLeftRunning() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    hangs: {cmd: exec -a hangs sleep 1000, ready_check: exec -a hanging-check sleep 1000, ready_timeout: 1s}
                    never:
                      cmd: exec -a never sleep 1000
                      ready_check: echo not yet; exit 4
                      ready_period: 100ms
                      ready_timeout: 3s
                    """);

            var ran = lab.launcher("run", "hangs", "never");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stderr()).contains("not ready within 1 s", "not ready within 3 s", "exit code 4: not yet");
            assertThat(lab.programs("hangs 1000")).hasSize(1);
            assertThat(lab.programs("never 1000")).hasSize(1);
            Lab.await(
                    "the hanging check is killed",
                    () -> lab.programs("hanging-check").isEmpty());
            assertThat(lab.launcher("status").stdout().lines().filter(row -> row.contains("FAILED")))
                    .hasSize(2);
        }
    }

    @Test
    void readyCheckMayPrintMuchAndLeaveADaemonBehind() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    loud:
                      cmd: sleep 1000
                      ready_check: head -c 100000000 /dev/zero | tr '\\0' x
                    daemon:
                      cmd: sleep 1000
                      ready_check: setsid sleep 7777 & exit 0
                      ready_timeout: 20s
                    """);

            var ran = lab.launcher("run", "loud", "daemon");

            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        }
    }

    @Test
    void processThatRunsIsLeftAsItIs() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    p:
                      cmd: sleep 1000
                      variants:
                        mode:
                          - one: {cmd: "{cmd} #one"}
                          - two: {cmd: "{cmd} #two"}
                    """);
            lab.launcher("run", "p", "-v", "one");
            var pids = lab.programs("sleep 1000");

            var again = lab.launcher("run", "p");
            var other = lab.launcher("run", "p", "-v", "two");

            assertThat(again.exitCode()).isZero();
            assertThat(again.stdout()).contains("runs already");
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.stderr()).contains("one", "two");
            assertThat(lab.programs("sleep 1000")).isEqualTo(pids);
        }
    }

    @Test
    void oneShotGivesItsExitCodeToRunAndWait() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: exit 42, persistent: false}\n");

            assertThat(lab.launcher("run", "-w", "p").exitCode()).isEqualTo(42);
            assertThat(lab.launcher("run", "p").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void restartKeepsVariantsAndBringsDependantsBack() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    base:
                      cmd: sleep {time}
                      variants:
                        slow: {params: {time: 2000}}
                        fast: {params: {time: 1000}}
                    top: {cmd: sleep 3000, depends: [base]}
                    """);
            lab.launcher("run", "top", "-v", "slow");
            var before = lab.programs("sleep 3000");

            var restarted = lab.launcher("restart", "base");

            assertThat(restarted.exitCode()).as(restarted.stderr()).isZero();
            assertThat(lab.programs("sleep 2000")).isNotEmpty();
            assertThat(lab.programs("sleep 3000")).hasSize(before.size()).isNotEqualTo(before);
        }
    }

    @Test
    void restartGivesVariantsToThoseThatKnowThemAndStopsNothingForAMistake() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    base:
                      cmd: sleep {time}
                      variants:
                        slow: {params: {time: 2000}}
                        fast: {params: {time: 1000}}
                    side: {cmd: sleep 4000}
                    top: {cmd: sleep 3000, depends: [base]}
                    """);
            lab.launcher("run", "top", "side", "-v", "slow");
            var top = lab.programs("sleep 3000");
            var side = lab.programs("sleep 4000");

            var restarted = lab.launcher("restart", "base", "side", "-v", "fast");
            var base = lab.programs("sleep 1000");
            var mistaken = lab.launcher("restart", "base", "-v", "none");

            assertThat(restarted.exitCode()).as(restarted.stderr()).isZero();
            assertThat(base).hasSize(1);
            assertThat(lab.programs("sleep 2000")).isEmpty();
            assertThat(lab.programs("sleep 3000")).hasSize(top.size()).isNotEqualTo(top);
            assertThat(lab.programs("sleep 4000")).hasSize(side.size()).isNotEqualTo(side);
            assertThat(mistaken.exitCode()).isEqualTo(2);
            assertThat(lab.programs("sleep 1000")).isEqualTo(base);
        }
    }
}
