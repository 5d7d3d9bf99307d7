/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.CommandRun.NOW;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KillCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));
    private final FakeLauncher launcher = cli.launcher;

    @BeforeEach
    void useSomeFile() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
    }

    @Test
    void withoutANameAllIsStoppedIfThatIsMeant() {
        cli.launcher.outcome.complete(new Outcome(List.of()));
        cli.launcher.with(Samples.description("imu"));

        assertThat(cli.run("kill")).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("concert_launcher: No process is named: nothing was stopped; --all stops everything\n");
        assertThat(cli.launcher.asked).isEmpty();

        cli.confirms = true;
        assertThat(cli.run("stop")).isZero();
        assertThat(cli.questions).containsOnly("No process is named. Stop everything?");
        assertThat(cli.launcher.asked).anyMatch(asked -> asked.startsWith("stop"));
    }

    @Test
    void dependantsAreToldOfToo() {
        launcher.with(Samples.description("ecat"))
                .with(Samples.description("xbot2", "ecat"))
                .with(Samples.description("imu"));
        launcher.with(process("ecat").state(ProcessState.READY));
        launcher.meanwhile = () -> {
            launcher.change(NOW, process("xbot2").state(ProcessState.STOPPING));
            launcher.change(NOW, process("xbot2").state(ProcessState.STOPPED));
            launcher.change(NOW, process("imu").state(ProcessState.READY));
            launcher.change(NOW, process("ecat").state(ProcessState.STOPPED));
            ends(outcome("xbot2", Result.STOPPED), outcome("ecat", Result.STOPPED));
        };

        int code = cli.run("kill", "ecat");

        assertThat(cli.out()).isEqualTo("""
                        14:03:07.120 xbot2: STOPPING
                        14:03:07.120 xbot2: STOPPED
                        14:03:07.120 ecat: STOPPED
                        2 processes stopped in 0.0 s
                        """);
        assertThat(launcher.asked).containsExactly("stop [ecat]", "close");
        assertThat(code).isZero();
    }

    @Test
    void allNamesEveryProcess() {
        launcher.with(Samples.description("ecat")).with(Samples.description("imu"));
        ends(outcome("ecat", Result.NOT_RUNNING), outcome("imu", Result.NOT_RUNNING));

        int code = cli.run("kill", "-a", "--force");

        assertThat(launcher.asked).containsExactly("stop all by force", "close");
        assertThat(cli.out()).isEqualTo("Nothing was running\n");
        assertThat(code).isZero();
    }

    @Test
    void whatAnotherFileHasStartedIsNamedWithHowToStopIt() {
        launcher.with(Samples.description("ecat")).with(Samples.description("imu"));
        ends(
                outcome("ecat", Result.STOPPED),
                new ProcessOutcome(
                        "imu", Result.LEFT, "was started from robot:/a/launcher.yaml; name it to stop it", null));

        int code = cli.run("kill", "--all");

        assertThat(cli.out()).isEqualTo("ecat stopped in 0.0 s\n");
        assertThat(cli.err())
                .isEqualTo(
                        "concert_launcher: imu was not stopped: was started from robot:/a/launcher.yaml; name it to stop"
                                + " it: concert_launcher kill imu\n");
        assertThat(code).isZero();
    }

    @Test
    void processThatIsNotInTheFileIsLookedForAndForgottenOnceItIsStopped() {
        launcher.with(Samples.description("ecat"));
        launcher.onLook = () ->
                launcher.with(Samples.stray("camera")).with(process("camera").state(ProcessState.READY));
        launcher.meanwhile = () -> {
            launcher.change(NOW, process("camera").state(ProcessState.STOPPING));
            launcher.change(NOW, process("camera").state(ProcessState.STOPPED));
            launcher.forget("camera");
            ends(outcome("camera", Result.STOPPED));
        };

        int code = cli.run("kill", "camera");

        assertThat(launcher.asked).containsExactly("look []", "stop [camera]", "close");
        assertThat(cli.out()).endsWith("camera: STOPPED\ncamera stopped in 0.0 s\n");
        assertThat(code).isZero();
    }

    @Test
    void allOfNothingIsDoneAtOnce() {
        int code = cli.run("kill", "--all");

        assertThat(cli.out()).isEqualTo("The launcher file has no processes\n");
        assertThat(launcher.asked).containsExactly("close");
        assertThat(code).isZero();
    }

    @Test
    void processThatWouldNotDieGivesExitCode1() {
        launcher.with(Samples.description("ecat"));
        ends(new ProcessOutcome("ecat", Result.FAILED, "still alive after SIGKILL", null));

        int code = cli.run("kill", "ecat");

        assertThat(cli.err()).isEqualTo("concert_launcher: ecat failed: still alive after SIGKILL\n");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void restartIsASummaryOfTheStart() {
        launcher.with(Samples.description("ecat")).with(Samples.description("xbot2", "ecat"));
        ends(outcome("ecat", Result.STARTED), outcome("xbot2", Result.STARTED));

        int code = cli.run("restart", "ecat", "ecat");

        assertThat(launcher.asked).containsExactly("restart [ecat]", "close");
        assertThat(cli.out()).isEqualTo("2 processes ready in 0.0 s\n");
        assertThat(code).isZero();
    }

    private void ends(ProcessOutcome... processes) {
        launcher.outcome.complete(new Outcome(List.of(processes)));
    }

    private static ProcessOutcome outcome(String name, Result result) {
        return new ProcessOutcome(name, result, "", null);
    }
}
