/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusWatchTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @BeforeEach
    void describe() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launcher
                .with(process("ecat").state(ProcessState.READY).pid(10).cpuPercent(12.5))
                .with(process("imu"));
    }

    /** What happens after the first table, on a thread of the launcher's. */
    private void then(Runnable happening) {
        cli.launcher.onProcesses = () -> {
            cli.launcher.onProcesses = () -> {};
            happening.run();
        };
    }

    private void imuBecomes(ProcessState state) {
        cli.launcher.change(CommandRun.NOW, process("imu").state(state));
    }

    @Test
    void fileGetsATableAfterEachChangeUntilCtrlC() {
        then(() -> {
            imuBecomes(ProcessState.STARTING);
            imuBecomes(ProcessState.RUNNING);
        });
        endAfter("RUNNING");

        int code = cli.run("status", "-w", "imu");

        assertThat(cli.out()).isEqualTo("""
                        NAME  SESSION  MACHINE  STATE    PID  EXIT  UPTIME  CPU  MEMORY  VARIANTS  REASON
                        imu   robot    local    STOPPED  -    -     -       -    -       -         -

                        NAME  SESSION  MACHINE  STATE     PID  EXIT  UPTIME  CPU  MEMORY  VARIANTS  REASON
                        imu   robot    local    STARTING  -    -     -       -    -       -         -

                        NAME  SESSION  MACHINE  STATE    PID  EXIT  UPTIME  CPU  MEMORY  VARIANTS  REASON
                        imu   robot    local    RUNNING  -    -     -       -    -       -         -

                        """);
        assertThat(code).isEqualTo(130);
        assertThat(cli.launcher.asked).containsExactly("observe", "close");
    }

    @Test
    void everyStateIsShownHoweverQuicklyTheyFollow() {
        then(() -> {
            imuBecomes(ProcessState.STARTING);
            imuBecomes(ProcessState.RUNNING);
            imuBecomes(ProcessState.READY);
        });
        endAfter("READY");

        cli.run("status", "-w", "--json", "imu");

        assertThat(cli.out().lines().map(line -> line.replaceAll(".*\"state\":\"(\\w+)\".*", "$1")))
                .containsExactly("STOPPED", "STARTING", "RUNNING", "READY");
    }

    @Test
    void changeOfFiguresAloneIsALineOfJsonButNoTable() {
        then(() -> cli.launcher.with(
                process("ecat").state(ProcessState.READY).pid(10).cpuPercent(99.5)));
        endAfter("99.5");

        cli.run("status", "-w", "--json", "ecat");

        assertThat(cli.out()).hasLineCount(2);
    }

    @Test
    void lostMachineIsShownAndWatchedOn() {
        then(() -> {
            cli.launcher.machines.add(new MachineSnapshot(
                    "local",
                    "local",
                    MachineSnapshot.State.UNREACHABLE,
                    null,
                    null,
                    null,
                    "Cannot reach local: timeout"));
            imuBecomes(ProcessState.UNKNOWN);
            imuBecomes(ProcessState.READY);
        });
        endAfter("READY");

        int code = cli.run("status", "-w", "imu");

        assertThat(cli.out().lines().filter(line -> line.startsWith("imu")).map(line -> line.split(" +", -1)[3]))
                .containsExactly("STOPPED", "UNKNOWN", "READY");
        assertThat(code).isEqualTo(130);
    }

    @Test
    void terminalIsLeftWithTheLatestTable() {
        cli.terminal = true;
        cli.variables.put("TERM", "xterm");
        cli.variables.put("NO_COLOR", "1");
        then(() -> imuBecomes(ProcessState.READY));
        endAfter("imu   robot    local    READY");

        int code = cli.run("status", "--watch");

        assertThat(cli.out()).contains("12.5%").endsWith("""
                        NAME  SESSION  MACHINE  STATE  PID  EXIT  UPTIME  CPU    MEMORY  VARIANTS  REASON
                        ecat  robot    local    READY  10   -     -       12.5%  -       -         -
                        imu   robot    local    READY  -    -     -       -      -       -         -
                        """);
        assertThat(code).isEqualTo(130);
    }

    @Test
    void readerThatHasSeenEnoughEndsIt() {
        cli.pipe = true;
        cli.outStream = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(cli.run("status", "-w")).isZero();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void unknownNameIsRefused() {
        assertThat(cli.run("status", "-w", "imi")).isEqualTo(2);
        assertThat(cli.err()).isEqualTo("concert_launcher: no process 'imi'\n");
    }

    /** Press Ctrl-C once something is printed. */
    private void endAfter(String text) {
        cli.outStream = new OutputStream() {
            @Override
            public void write(int b) {
                cli.out.write(b);
            }

            @Override
            public void flush() {
                if (cli.out().contains(text)) {
                    cli.onInterrupt.run();
                }
            }
        };
    }
}
