/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;

class StatusTableTests {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void columnsAreAlignedAndEmptyCellsHaveADash() {
        var ready = process("xbot2")
                .machine("embedded@10.24.12.100")
                .state(ProcessState.READY)
                .pid(4711)
                .startTime(NOW.minusSeconds(185))
                .variants("verbose", "Base Only")
                .build();
        var failed = process("ecat").state(ProcessState.FAILED).exitCode(7).build();
        var killed = process("camera").state(ProcessState.FAILED).signal(9).build();

        List<String> lines =
                StatusTable.lines(List.of(ready, failed, killed, process("imu").build()), NOW, Paint.PLAIN);

        assertThat(lines)
                .containsExactly(
                        "NAME    SESSION  MACHINE                STATE    PID   EXIT  UPTIME  VARIANTS           REASON",
                        "xbot2   robot    embedded@10.24.12.100  READY    4711  -     3m05s   verbose,Base Only  -",
                        "ecat    robot    local                  FAILED   -     7     -       -                  -",
                        "camera  robot    local                  FAILED   -     137   -       -                  -",
                        "imu     robot    local                  STOPPED  -     -     -       -                  -");
    }

    @Test
    void reasonIsTheLastColumnAndOneLine() {
        var checked = process("camera")
                .state(ProcessState.RUNNING)
                .message("ready_check: exit code 1: no master\nmore")
                .build();

        assertThat(StatusTable.lines(List.of(checked), NOW, Paint.PLAIN).get(1))
                .endsWith("  -         ready_check: exit code 1: no master");
    }

    @Test
    void exitCodeIsShownBeforeTheSignalItStandsFor() {
        var process = process("ecat").state(ProcessState.FAILED).signal(11).build();

        assertThat(StatusTable.lines(List.of(process), NOW, Paint.PLAIN).get(1)).contains("  139  ");
    }

    @Test
    void colourDoesNotDisturbTheColumns() {
        ProcessSnapshot ready = process("a").state(ProcessState.READY).build();
        ProcessSnapshot unknown = process("b").state(ProcessState.UNKNOWN).build();

        List<String> lines = StatusTable.lines(List.of(ready, unknown), NOW, Paint.COLOURED);

        assertThat(lines)
                .containsExactly(
                        "\u001b[1mNAME  SESSION  MACHINE  STATE    PID  EXIT  UPTIME  VARIANTS  REASON\u001b[0m",
                        "a     robot    local    \u001b[32mREADY  \u001b[0m  -    -     -       -         -",
                        "b     robot    local    \u001b[35mUNKNOWN\u001b[0m  -    -     -       -         -");
    }

    @Test
    void narrowTerminalShowsWhatDiffersAndCutsTheReason() {
        var failed = process("gripper")
                .state(ProcessState.FAILED)
                .exitCode(2)
                .message("exit code 2; its last output: could not open the port /dev/ttyUSB0 at all")
                .build();
        var ready = process("camera").state(ProcessState.READY).pid(4711).build();

        List<String> lines = StatusTable.fitting(List.of(failed, ready), NOW, Paint.PLAIN, 60);

        assertThat(lines.get(0)).matches("NAME +STATE +PID +EXIT +UPTIME +REASON");
        assertThat(lines.get(1)).startsWith("gripper  FAILED").endsWith("...").hasSizeLessThanOrEqualTo(60);
        assertThat(StatusTable.fitting(List.of(failed, ready), NOW, Paint.PLAIN, 300))
                .isEqualTo(StatusTable.lines(List.of(failed, ready), NOW, Paint.PLAIN));
    }
}
