/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.LauncherConfigReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands init, reload, attach, events, and the formats and filters of status. */
class SmallCommandsTests {

    @TempDir
    Path folder;

    private CommandRun cli;
    private FakeLauncher launcher;

    @BeforeEach
    void letSomeRun() {
        cli = new CommandRun(folder);
        launcher = cli.launcher;
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        launcher.with(process("imu").state(ProcessState.READY).pid(7).machine("ann@arm"))
                .with(process("xbot2").state(ProcessState.FAILED).message("exit code 2"));
    }

    @Test
    void fileToBeginWithHasNoMistakesAndIsNotWrittenOver() throws Exception {
        assertThat(cli.run("init")).isZero();
        assertThat(cli.out())
                .isEqualTo("Wrote " + folder.resolve("launcher.yaml") + "\nTry next: concert_launcher run demo\n");
        var config = LauncherConfigReader.read(folder.resolve("launcher.yaml"));
        assertThat(config.warnings()).isEmpty();
        assertThat(config.processes()).containsKeys("driver", "homing", "control", "camera", "demo");
        assertThat(config.targets()).containsKeys("sim", "real");

        Files.writeString(folder.resolve("launcher.yaml"), "mine");
        assertThat(cli.run("init")).isEqualTo(2);
        assertThat(cli.err()).contains("it is there already");
        assertThat(folder.resolve("launcher.yaml")).hasContent("mine");
    }

    @Test
    void otherFileIsNamedInWhatToTypeNext() {
        cli.run("init", "arm.yaml");

        assertThat(cli.out()).endsWith("Try next: concert_launcher -c arm.yaml run demo\n");
    }

    @Test
    void reloadSaysThatTheFileCanBeUsed() {
        assertThat(cli.run("reload")).isZero();

        assertThat(cli.out()).isEqualTo("launcher.yaml can be used\n");
        assertThat(launcher.asked).containsExactly("look []", "close");
    }

    @Test
    void attachShowsTheWindowOfOneProcess() {
        letMonitorShow("imu");
        cli.terminal = true;

        assertThat(cli.run("attach", "imu")).isZero();

        assertThat(cli.foreground)
                .containsExactly("[tmux, attach, ;, select-window, -t, =robot-mon:=imu] without [TMUX]");
    }

    @Test
    void attachWithoutATerminalSaysWhatToType() {
        letMonitorShow("imu");

        assertThat(cli.run("attach", "imu")).isZero();

        assertThat(cli.out()).contains("To see it: tmux attach ';' select-window -t =robot-mon:=imu");
    }

    @Test
    void whatDoesNotRunHasNoTerminal() {
        letMonitorShow("imu");

        assertThat(cli.run("attach", "xbot2")).isEqualTo(2);

        assertThat(cli.err()).contains("Cannot show the terminal of xbot2: it does not run");
    }

    private void letMonitorShow(String name) {
        launcher.monitor.complete(new MonitorSession(
                "robot-mon", "/s", List.of(name), List.of(), List.of("tmux", "attach"), List.of("tmux", "switch")));
    }

    @Test
    void statusIsFilteredAndShownByName() {
        cli.run("status", "--state", "failed", "-o", "name");
        assertThat(cli.out()).isEqualTo("xbot2\n");

        cli.run("status", "--machine", "ann@arm", "-o", "name");
        assertThat(cli.out()).endsWith("xbot2\nimu\n");

        cli.run("status", "--category", "Vision", "-o", "name");
        assertThat(cli.out()).endsWith("xbot2\nimu\n");
    }

    @Test
    void yamlSaysWhatJsonSays() throws IOException {
        cli.run("status", "xbot2", "-o", "yaml");

        assertThat(cli.out()).startsWith("processes:\n- name: xbot2\n").contains("  state: FAILED\n", "  pid: null\n");
    }

    @Test
    void wideTableHasTheReasonAtItsEndToo() {
        cli.run("status", "-o", "wide");

        assertThat(cli.out().lines().toList().get(0))
                .matches("NAME .* CONTAINER +RESTARTS +LOG +CATEGORY +VARIANTS +REASON");
        assertThat(cli.out()).containsPattern("xbot2 .* exit code 2\n");
    }
}
