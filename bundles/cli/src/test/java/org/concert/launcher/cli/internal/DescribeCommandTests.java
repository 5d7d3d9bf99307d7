/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescribeCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @BeforeEach
    void useSomeFile() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launcher.with(Samples.description("imu")).with(Samples.description("arm", "imu"));
    }

    @Test
    void allThatIsKnownIsShownAndWhatIsNotThereIsLeftOut() {
        cli.launcher.with(process("imu").state(ProcessState.FAILED).message("exit code 3"));
        cli.launcher.outputs.put("arm", new FakeOutput("# started", "one", "\u001b[31mtwo\u0007"));

        int code = cli.run("describe", "arm");

        assertThat(cli.out().lines())
                .startsWith("arm", "  state        STOPPED")
                .contains("  depends on   imu (FAILED)", "  last output:", "    # started", "    one", "    two")
                .noneMatch(line -> line.contains("reason") || line.contains("pid") || line.contains("params"));
        assertThat(code).isZero();
    }

    @Test
    void whatTheShellSaysAtItsEndIsNotTheLastOutput() {
        cli.launcher.outputs.put("arm", new FakeOutput("exit", "no device", "exit", "# ended with exit code 3"));

        cli.run("describe", "arm");

        assertThat(cli.out()).endsWith("    exit\n    no device\n    # ended with exit code 3\n");
    }

    @Test
    void outputThatCannotBeReadIsToldInItsPlace() {
        cli.launcher.with(process("imu").state(ProcessState.UNKNOWN).message("Cannot reach local: gone"));
        cli.launcher.outputs.put(
                "imu",
                new FakeOutput(CompletableFuture.failedFuture(new LauncherException("Cannot reach local: gone"))));

        int code = cli.run("describe", "imu");

        assertThat(cli.out())
                .contains("  state        UNKNOWN\n  reason       Cannot reach local: gone\n")
                .contains("    (Cannot reach local: gone)\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void nameThatIsNotKnownIsUsage() {
        assertThat(cli.run("describe", "nobody")).isEqualTo(2);
        assertThat(cli.run("describe")).isEqualTo(2);
    }
}
