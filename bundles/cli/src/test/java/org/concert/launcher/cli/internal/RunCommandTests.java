/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.CommandRun.NOW;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));
    private final FakeLauncher launcher = cli.launcher;

    @BeforeEach
    void describe() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        launcher.with(Samples.description("ecat"))
                .with(Samples.description("xbot2", "ecat"))
                .with(Samples.description("other"));
    }

    @Test
    void linesTellWhatGoesOnAndASummaryEndsThem() {
        launcher.meanwhile = () -> {
            launcher.change(NOW, process("ecat").state(ProcessState.STARTING));
            launcher.change(
                    NOW.plusMillis(80),
                    process("ecat").state(ProcessState.READY).message("ready check passed"));
            launcher.change(NOW, process("other").state(ProcessState.READY).message("no part of this"));
            ends(outcome("ecat", Result.STARTED), outcome("xbot2", Result.STARTED));
        };

        int code = cli.run("run", "xbot2");

        assertThat(cli.out()).isEqualTo("""
                        14:03:07.120 ecat: STARTING
                        14:03:07.200 ecat: READY (ready check passed)
                        2 processes ready in 0.0 s
                        """);
        assertThat(cli.err()).isEmpty();
        assertThat(code).isZero();
        assertThat(launcher.listeners).isEmpty();
    }

    @Test
    void whatRunsAndIsNotInTheFileIsNamed() {
        launcher.meanwhile = () -> {
            launcher.with(Samples.stray("camera"));
            ends(outcome("xbot2", Result.STARTED));
        };

        int code = cli.run("run", "xbot2");

        assertThat(cli.err())
                .isEqualTo("concert_launcher: running, but not in the launcher file: camera (session robot on local);"
                        + " to stop it: concert_launcher kill camera\n");
        assertThat(code).isZero();
    }

    @Test
    void whatRunsAlreadyAndIsNotAsTheFileSaysIsTold() {
        ends(new ProcessOutcome(
                "xbot2", Result.ALREADY_RUNNING, "ready, but was started with an older definition", null));

        int code = cli.run("run", "xbot2");

        assertThat(cli.out()).isEqualTo("xbot2 runs already; nothing was changed\n");
        assertThat(cli.err()).isEqualTo("concert_launcher: xbot2 was started with an older definition\n");
        assertThat(code).isZero();
    }

    @Test
    void namesVariantsAndParametersReachTheLauncher() {
        ends(outcome("xbot2", Result.STARTED));

        cli.run(
                "run",
                "xbot2",
                "ecat",
                "-v",
                "fast",
                "Base Only",
                "-p",
                "url:=a:=b",
                "gain:=-1",
                "-v",
                "x",
                "-p",
                "e:=");

        assertThat(launcher.asked.get(0))
                .startsWith("start [xbot2, ecat] [fast, Base Only, x] {")
                .contains("url=a:=b", "gain=-1", "e=");
    }

    @Test
    void failureIsToldOnStandardErrorWithItsLastLines() {
        ends(new ProcessOutcome("ecat", Result.FAILED, "exit code 3\nno device", 3), outcome("xbot2", Result.FAILED));

        int code = cli.run("run", "xbot2");

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("""
                        concert_launcher: ecat failed: exit code 3
                          no device
                        concert_launcher: not started because of ecat: xbot2
                        """);
        assertThat(code).isEqualTo(1);
    }

    @Test
    void processThatIsOnItsWayWhenAnotherFailsIsNamed() {
        launcher.with(process("ecat").state(ProcessState.RUNNING).pid(1));
        ends(outcome("xbot2", Result.FAILED));

        cli.run("run", "xbot2");

        assertThat(cli.out()).isEqualTo("ecat is RUNNING; it was not waited for\n");
    }

    @Test
    void unreachableMachineGivesExitCode3() {
        ends(new ProcessOutcome("ecat", Result.UNREACHABLE, "Cannot reach a@b: no route to host", null));

        int code = cli.run("run", "ecat");

        assertThat(cli.err()).isEqualTo("concert_launcher: ecat: Cannot reach a@b: no route to host\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void lostMachineGivesExitCode3() {
        launcher.outcome = CompletableFuture.failedFuture(new TransportException("Cannot reach a@b: reset"));

        int code = cli.run("run", "ecat");

        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot reach a@b: reset\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void unknownNameIsAnErrorOfTheRequest() {
        int code = cli.run("run", "imu");

        assertThat(cli.err()).isEqualTo("concert_launcher: no process 'imu'\n");
        assertThat(launcher.asked).containsExactly("close");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void interruptEndsTheWaitingAndSaysThatThingsGoOn() {
        launcher.outcome = new CompletableFuture<>();
        cli.interrupted = true;

        int code = cli.run("run", "xbot2");

        assertThat(launcher.outcome).isCancelled();
        assertThat(cli.err())
                .isEqualTo("concert_launcher: Interrupted: what was started goes on; see 'concert_launcher status'\n");
        assertThat(cli.out()).isEmpty();
        assertThat(code).isEqualTo(130);
    }

    @Test
    void waitExitsWithTheCodeOfTheProcess() {
        ends(outcome("ecat", Result.STARTED));
        launcher.with(process("ecat").state(ProcessState.FAILED).exitCode(7));

        assertThat(cli.run("run", "ecat", "--wait")).isEqualTo(7);
        assertThat(cli.out()).isEqualTo("ecat ready in 0.0 s\necat ended: exit code 7\n");
    }

    @Test
    void waitExitsWith128AndTheNumberOfTheSignal() {
        ends(outcome("ecat", Result.STARTED));
        launcher.with(process("ecat").state(ProcessState.FAILED).signal(11));

        assertThat(cli.run("run", "ecat", "-w")).isEqualTo(139);
        assertThat(cli.out()).endsWith("ecat ended: SIGSEGV\n");
    }

    @Test
    void waitForSeveralExitsWithTheFirstCodeThatIsNotZero() {
        ends(outcome("ecat", Result.STARTED), outcome("xbot2", Result.STARTED), outcome("other", Result.STARTED));
        launcher.with(process("ecat").state(ProcessState.EXITED).exitCode(0));
        launcher.with(process("xbot2").state(ProcessState.FAILED).exitCode(5));
        launcher.with(process("other").state(ProcessState.FAILED).exitCode(6));

        assertThat(cli.run("run", "ecat", "xbot2", "other", "-w")).isEqualTo(5);
    }

    @Test
    void waitIsOverWhenAOneShotIsDone() {
        ends(outcome("ecat", Result.STARTED));
        launcher.with(process("ecat").state(ProcessState.DONE).exitCode(0));

        assertThat(cli.run("run", "ecat", "-w")).isZero();
        assertThat(cli.out()).endsWith("ecat ended: exit code 0\n");
    }

    @Test
    void waitGoesOnUntilTheLastHasEnded() throws InterruptedException {
        ends(outcome("ecat", Result.STARTED), outcome("xbot2", Result.STARTED));
        launcher.with(process("ecat").state(ProcessState.READY).pid(1));
        launcher.with(process("xbot2").state(ProcessState.FAILED).pid(2).message("not ready in time"));
        var observed = new CompletableFuture<Void>();
        launcher.observed = observed;
        var ending = new Thread(() -> {
            launcher.change(NOW, process("ecat").state(ProcessState.EXITED).exitCode(0));
            launcher.change(NOW, process("xbot2").state(ProcessState.STOPPED));
            observed.complete(null);
        });
        launcher.onObserve = ending::start;

        int code = cli.run("run", "ecat", "xbot2", "-w");
        ending.join();

        assertThat(code).isZero();
    }

    @Test
    void waitAfterAFailedStartExitsWithTheCodeOfTheProcess() {
        ends(new ProcessOutcome("ecat", Result.FAILED, "exit code 9", 9));

        assertThat(cli.run("run", "ecat", "-w")).isEqualTo(9);
        assertThat(launcher.asked).doesNotContain("observe");
    }

    @Test
    void waitAfterAFailedDependencyExitsWith1() {
        ends(
                new ProcessOutcome("ecat", Result.FAILED, "exit code 9", 9),
                new ProcessOutcome("xbot2", Result.FAILED, "ecat failed", null));

        assertThat(cli.run("run", "xbot2", "-w")).isEqualTo(1);
    }

    @Test
    void terminalShowsTheTreeAndAHint() {
        cli.terminal = true;
        cli.variables.put("TERM", "xterm");
        cli.variables.put("NO_COLOR", "1");
        cli.variables.put("LANG", "it_IT.utf8");
        launcher.meanwhile = () -> {
            launcher.change(NOW, process("ecat").state(ProcessState.FAILED).message("exit code 3"));
            ends(new ProcessOutcome("ecat", Result.FAILED, "exit code 3", 3));
        };

        cli.run("run", "xbot2");

        assertThat(cli.out()).endsWith("""
                        xbot2    STOPPED
                        └─ ecat  FAILED             exit code 3
                        Try 'concert_launcher watch ecat' to see what it printed.
                        """);
    }

    @Test
    void whatItTellsToTypeBeginsAsTheUserTypedItAndNamesHisFile(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("the robot.yaml"));
        cli.terminal = true;
        cli.variables.put("CONCERT_LAUNCHER_PROGRAM", "./concert_launcher");
        ends(outcome("ecat", Result.STARTED));

        cli.run("run", "ecat", "-c", file.toString());

        assertThat(cli.out())
                .contains("Try next: ./concert_launcher status -c '" + file + "', ./concert_launcher watch ecat -c '"
                        + file + "', ./concert_launcher kill --all -c '" + file + "'");
    }

    @Test
    void helpThatItPointsToCanBeCopied() {
        cli.variables.put("CONCERT_LAUNCHER_PROGRAM", "./concert_launcher");

        cli.run("run", "--nonsense");

        assertThat(cli.err()).endsWith("Try './concert_launcher run --help'.\n");
    }

    private void ends(ProcessOutcome... processes) {
        launcher.outcome.complete(new Outcome(List.of(processes)));
    }

    private static ProcessOutcome outcome(String name, Result result) {
        return new ProcessOutcome(name, result, "", null);
    }
}
