/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.DescriptionBuilder.described;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestartCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));
    private final FakeLauncher launcher = cli.launcher;

    @BeforeEach
    void letSomeRun() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        launcher.with(described("ecat").dependants(List.of("xbot2")).build())
                .with(described("xbot2").build())
                .with(described("imu").build());
        launcher.with(process("ecat").state(ProcessState.READY).pid(1));
        launcher.with(process("xbot2").state(ProcessState.READY).pid(2).variants("dummy"));
    }

    @Test
    void allIsWhatRuns() {
        launcher.outcome.complete(new Outcome(List.of()));

        assertThat(cli.run("restart", "--all")).isZero();

        assertThat(launcher.asked).containsExactly("look []", "restart [ecat, xbot2]", "close");
    }

    @Test
    void nothingIsRestartedWhereNothingRuns() {
        launcher.with(process("ecat")).with(process("xbot2"));

        assertThat(cli.run("restart", "--all")).isZero();

        assertThat(cli.out()).isEqualTo("Nothing runs that could be restarted\n");
    }

    @Test
    void variantsAndParametersAreThoseGiven() {
        launcher.outcome.complete(new Outcome(List.of()));

        assertThat(cli.run("restart", "ecat", "-v", "sim", "-p", "rate:=5")).isZero();

        assertThat(launcher.asked).containsExactly("restart [ecat] [sim] {rate=5}", "close");
    }

    @Test
    void whatCouldNotBeStoppedIsAFailure() {
        launcher.outcome.complete(new Outcome(List.of(new ProcessOutcome("ecat", Result.FAILED, "it lives on", null))));

        assertThat(cli.run("restart", "ecat", "-v", "sim")).isEqualTo(1);

        assertThat(cli.err()).contains("ecat", "it lives on");
    }

    @Test
    void ofWhatIsRefusedNothingIsDrawn() {
        cli.terminal = true;
        cli.variables.put("TERM", "xterm");
        launcher.refusal = "no process of this run knows variant 'nope'";

        assertThat(cli.run("restart", "ecat", "-v", "nope")).isEqualTo(2);

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("concert_launcher: no process of this run knows variant 'nope'\n");
    }
}
