/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.CommandRun.NOW;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both commands that only look: wait and is-active. */
@Timeout(60)
class WaitCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @BeforeEach
    void useSomeFile() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
    }

    @ParameterizedTest
    @CsvSource({
        "READY, ready",
        "DONE, ready",
        "DONE, done",
        "EXITED, done",
        "STOPPED, stopped",
        "DONE, stopped",
        "EXITED, stopped"
    })
    void processThatIsThereIsNotWaitedFor(ProcessState state, String goal) {
        cli.launcher.with(process("imu").state(state));

        assertThat(cli.run("wait", "imu", "--for", goal)).as(cli.err()).isZero();
    }

    @Test
    void waitEndsWhenAllAreThere() throws Exception {
        cli.launcher.with(process("imu").state(ProcessState.STARTING));
        cli.launcher.with(process("arm").state(ProcessState.READY));
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> cli.run("wait", "imu", "arm"));
        while (!cli.launcher.asked.contains("observe")) {
            Thread.onSpinWait();
        }
        assertThat(code).isNotDone();

        cli.launcher.change(NOW, process("imu").state(ProcessState.READY));

        assertThat(code.get()).isZero();
    }

    @Test
    void whatLacksWhenTheTimeIsOverIsTold() {
        cli.launcher.with(process("imu").state(ProcessState.FAILED).message("exit code 1"));

        int code = cli.run("wait", "imu", "--timeout", "0s");

        assertThat(cli.err()).isEqualTo("concert_launcher: imu is not ready within 0 s: it is FAILED (exit code 1)\n");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void whatCannotBeWaitedForIsUsage() {
        cli.launcher.with(process("imu"));

        assertThat(cli.run("wait", "imu", "--timeout", "soon")).isEqualTo(2);
        assertThat(cli.run("wait", "imu", "--for", "ever")).isEqualTo(2);
        assertThat(cli.run("wait")).isEqualTo(2);
        assertThat(cli.err()).contains("'soon' is no time to wait: write 30s, 5m or 1h");
    }

    @Test
    void interruptionEndsTheWait() {
        cli.launcher.with(process("imu").state(ProcessState.STARTING));
        cli.interrupted = true;

        assertThat(cli.run("wait", "imu")).isEqualTo(130);
    }

    @ParameterizedTest
    @CsvSource({"READY, 0", "RUNNING, 0", "UNHEALTHY, 0", "STOPPED, 1", "DONE, 1", "BACKOFF, 1", "UNKNOWN, 3"})
    void stateOfAProcessIsAnExitCode(ProcessState state, int code) {
        cli.launcher.with(process("imu").state(state));

        assertThat(cli.run("is-active", "imu")).isEqualTo(code);
        assertThat(cli.out()).isEqualTo(state + "\n");
    }

    @Test
    void quietTellsByTheExitCodeOnly() {
        cli.launcher.with(process("imu").state(ProcessState.READY));

        assertThat(cli.run("is-active", "-q", "imu")).isZero();
        assertThat(cli.out()).isEmpty();
    }
}
