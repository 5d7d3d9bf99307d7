/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonCommandTests {

    private static final String ATTACHED = "[tmux, attach] without [TMUX]";

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @BeforeEach
    void describe() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launcher.with(process("imu"));
        shows(List.of("imu"), List.of());
    }

    private void shows(List<String> shown, List<String> notShown) {
        cli.launcher.monitor = CompletableFuture.completedFuture(new MonitorSession(
                "robot-mon", "/tmp/s", shown, notShown, List.of("tmux", "attach"), List.of("tmux", "switch")));
    }

    @Test
    void terminalIsAttached() {
        cli.terminal = true;

        int code = cli.run("mon");

        assertThat(cli.foreground).containsExactly(ATTACHED);
        assertThat(cli.launcher.asked).containsExactly("monitor", "close");
        assertThat(code).isZero();
    }

    @Test
    void terminalOfTheSameServerIsSwitchedAndOneOfAnotherAttached() {
        cli.terminal = true;
        cli.variables.put("TMUX", "/tmp/s,123,0");
        cli.run("mon");
        cli.variables.put("TMUX", "/tmp/s2,123,0");
        cli.run("mon");

        assertThat(cli.foreground).containsExactly("[tmux, switch] without []", ATTACHED);
    }

    @Test
    void withoutATerminalTheWayIsPrinted() {
        int code = cli.run("mon", "--replace");

        assertThat(cli.out()).isEqualTo("Session robot-mon shows imu\nTo see it: tmux attach\n");
        assertThat(cli.foreground).isEmpty();
        assertThat(cli.launcher.asked).containsExactly("monitor anew", "close");
        assertThat(code).isZero();
    }

    @Test
    void whatCannotBeShownIsTold() {
        cli.terminal = true;
        shows(List.of(), List.of("camera: runs elsewhere"));

        int code = cli.run("mon");

        assertThat(cli.out()).isEqualTo("Nothing runs that could be shown\n");
        assertThat(cli.err()).isEqualTo("concert_launcher: camera: runs elsewhere\n");
        assertThat(cli.foreground).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void sessionThatCannotBeMadeIsAnError() {
        cli.launcher.monitor = CompletableFuture.failedFuture(new LauncherException("Cannot show them: foreign"));

        assertThat(cli.run("mon")).isEqualTo(2);
        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot show them: foreign\n");
    }

    @Test
    void runShowsThemAfterTheStartAndTellsHowThatWent() {
        cli.terminal = true;
        cli.launcher.outcome = CompletableFuture.completedFuture(
                new Outcome(List.of(new ProcessOutcome("imu", ProcessOutcome.Result.FAILED, "exit code 3", 3))));

        int code = cli.run("run", "imu", "-m");

        assertThat(cli.launcher.asked).containsExactly("start [imu] [] {}", "monitor", "close");
        assertThat(cli.foreground).containsExactly(ATTACHED);
        assertThat(code).isEqualTo(1);
    }

    @Test
    void clientThatFailsIsAFailure() {
        cli.terminal = true;
        cli.foregroundCode = 1;

        assertThat(cli.run("mon")).isEqualTo(1);
    }
}
