/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @BeforeEach
    void describe() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launcher
                .with(process("ecat").machine("a@b").state(ProcessState.UNKNOWN).message("no answer"))
                .with(process("imu").state(ProcessState.FAILED).exitCode(1))
                .with(process("xbot2").machine("a@b").state(ProcessState.UNKNOWN));
    }

    @Test
    void failedProcessesAreNoFailureOfTheCommand() {
        int code = cli.run("status", "imu");

        assertThat(cli.out()).isEqualTo("""
                        NAME  SESSION  MACHINE  STATE   PID  EXIT  UPTIME  VARIANTS  REASON
                        imu   robot    local    FAILED  -    1     -       -         -
                        """);
        assertThat(cli.launcher.asked).containsExactly("look [imu]", "close");
        assertThat(code).isZero();
    }

    @Test
    void personIsToldTheTargetInForceAndAProgramIsNot() {
        cli.launcher.targets.put("field", new TargetPlan("field", List.of()));
        cli.launcher.target = "field";
        cli.run("status");
        assertThat(cli.out()).doesNotContain("Target");

        cli.terminal = true;
        cli.run("status");

        assertThat(cli.out()).endsWith("Target: field\n");
    }

    @Test
    void personIsToldWhatIsNotAsTheTargetInForceSays() {
        cli.launcher.targets.put(
                "field",
                new TargetPlan(
                        "field",
                        List.of(
                                new TargetPlan.Change("imu", TargetPlan.Action.START, List.of(), Map.of(), ""),
                                new TargetPlan.Change("xbot2", TargetPlan.Action.KEEP, List.of(), Map.of(), ""),
                                new TargetPlan.Change(
                                        "ecat",
                                        TargetPlan.Action.RESTART,
                                        List.of(),
                                        Map.of(),
                                        "runs with no variants"))));
        cli.launcher.target = "field";
        cli.terminal = true;

        cli.run("status");

        assertThat(cli.out()).endsWith("""
                Target: field
                  imu is not as it says: up would start it
                  ecat is not as it says: up would restart it (runs with no variants)
                """);
    }

    @Test
    void startsAndFailuresSinceTheBootStandBelow() {
        Instant morning = Instant.parse("2026-01-01T06:00:00Z");
        cli.launcher.history = new History(
                List.of(
                        happened(morning, HistoryEntry.Kind.STARTED, "started"),
                        happened(morning.plusSeconds(1), HistoryEntry.Kind.ENDED, "ended by SIGSEGV"),
                        happened(morning.plusSeconds(2), HistoryEntry.Kind.STARTED, "started again"),
                        happened(morning.plusSeconds(3), HistoryEntry.Kind.ENDED, "ended with exit code 3"),
                        happened(morning.plusSeconds(4), HistoryEntry.Kind.ENDED, "ended by SIGINT")),
                Map.of());

        cli.run("status", "imu", "--since-boot");

        assertThat(cli.out())
                .containsPattern("(?m)^SINCE BOOT +STARTED +FAILED +FIRST FAILURE$")
                .containsPattern("(?m)^imu +2 +2 +.*06:00:01.* ended by SIGSEGV$");
        assertThat(cli.launcher.asked).contains("history [imu] null");
        assertThat(cli.run("status", "--since-boot", "--json")).isEqualTo(2);
    }

    private static HistoryEntry happened(Instant time, HistoryEntry.Kind kind, String what) {
        return new HistoryEntry(time, "imu", "robot", "local", kind, what, List.of());
    }

    @Test
    void unreachableMachineIsToldOnceAndGivesExitCode3() {
        machine("a@b", MachineSnapshot.State.UNREACHABLE, "Cannot reach a@b: timeout");
        machine("c@d", MachineSnapshot.State.UNREACHABLE, "Cannot reach c@d, which nobody asked for");

        int code = cli.run("status");

        assertThat(cli.out()).isEqualTo("""
                        NAME   SESSION  MACHINE  STATE    PID  EXIT  UPTIME  VARIANTS  REASON
                        ecat   robot    a@b      UNKNOWN  -    -     -       -         no answer
                        imu    robot    local    FAILED   -    1     -       -         -
                        xbot2  robot    a@b      UNKNOWN  -    -     -       -         -
                        """);
        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot reach a@b: timeout\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void unknownProcessOfAReachableMachineTellsItsOwnReason() {
        machine("a@b", MachineSnapshot.State.CONNECTED, "");

        int code = cli.run("status", "ecat");

        assertThat(cli.err()).isEqualTo("concert_launcher: ecat: no answer\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void rowsComeInTheOrderAskedForAndOnce() {
        cli.run("status", "imu", "ecat", "imu");

        assertThat(cli.out().lines().map(line -> line.substring(0, line.indexOf(" "))))
                .containsExactly("NAME", "imu", "ecat");
    }

    @Test
    void jsonHasTheSameProcesses() {
        cli.run("status", "imu", "--json");

        assertThat(cli.out())
                .startsWith("{\"processes\":[{\"name\":\"imu\",")
                .endsWith("}]}\n")
                .hasLineCount(1);
    }

    @Test
    void treesStandBelowTheProcessesThatLive() {
        cli.launcher.with(process("imu").state(ProcessState.READY).pid(10)).with(process("off"));
        cli.launcher.trees.put("imu", CompletableFuture.completedFuture("10 bash -ic x\n└─ 11 x --rate 5"));

        int code = cli.run("status", "imu", "off", "-t");

        assertThat(cli.out()).isEqualTo("""
                        NAME  SESSION  MACHINE  STATE    PID  EXIT  UPTIME  VARIANTS  REASON
                        imu   robot    local    READY    10   -     -       -         -
                          10 bash -ic x
                          `- 11 x --rate 5
                        off   robot    local    STOPPED  -    -     -       -         -
                        """);
        assertThat(cli.launcher.asked).containsExactly("look [imu, off]", "processTree imu", "close");
        assertThat(code).isZero();
    }

    @Test
    void treeThatCannotBeHadIsToldAndGivesExitCode3() {
        cli.launcher.with(process("imu").state(ProcessState.READY).pid(10));
        cli.launcher.trees.put("imu", CompletableFuture.failedFuture(new TransportException("Cannot reach local")));

        int code = cli.run("status", "imu", "--pstree");

        assertThat(cli.out()).hasLineCount(2);
        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot reach local\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void unknownNameIsRefusedInTheLaunchersWords() {
        int code = cli.run("status", "imu", "imi");

        assertThat(cli.err()).isEqualTo("concert_launcher: no process 'imi'\n");
        assertThat(cli.out()).isEmpty();
        assertThat(code).isEqualTo(2);
    }

    @Test
    void readerThatHasSeenEnoughIsNoError() {
        cli.outStream = broken();
        cli.pipe = true;

        assertThat(cli.run("status", "imu")).isZero();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void fileThatTakesNoMoreIsAnError() {
        cli.outStream = broken();

        assertThat(cli.run("status", "imu")).isEqualTo(1);
        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot write to standard output: is the disk full?\n");
    }

    private void machine(String name, MachineSnapshot.State state, String error) {
        cli.launcher.machines.add(new MachineSnapshot(name, "ssh", state, null, null, null, error));
    }

    private static OutputStream broken() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken");
            }
        };
    }
}
