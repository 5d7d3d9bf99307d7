/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.CommandRun.NOW;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.HistoryEntry.Kind;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTests {

    @TempDir
    private Path folder;

    private CommandRun cli;

    @BeforeEach
    void describeWhatHappened() {
        cli = new CommandRun(folder);
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.variables.put("XDG_STATE_HOME", folder.toString());
        cli.launcher.with(Samples.description("imu"));
        cli.launcher.history = new History(
                List.of(
                        entry("2026-01-01T10:00:00Z", Kind.STARTED, "started, variants fast", List.of()),
                        entry(
                                "2026-01-01T10:00:07Z",
                                Kind.ENDED,
                                "ended by SIGSEGV",
                                List.of("one", "\u001b[31mtwo\u0007"))),
                Map.of());
    }

    private static HistoryEntry entry(String time, Kind kind, String what, List<String> lines) {
        return new HistoryEntry(Instant.parse(time), "imu", "robot", "local", kind, what, lines);
    }

    private void asked(String time, AuditEntry.Result result, String reason) {
        AuditLog.of(cli.variables)
                .write(new AuditEntry(
                        Instant.parse(time),
                        "ann",
                        "cli",
                        "start",
                        cli.launcher.session(),
                        List.of("imu"),
                        List.of(),
                        Map.of(),
                        result,
                        reason));
    }

    @Test
    void whatHappenedIsShownByTimeWithWhoAskedForItAndTheLastLines() {
        asked("2026-01-01T09:59:59Z", AuditEntry.Result.ACCEPTED, "");
        asked("2026-01-01T10:00:08Z", AuditEntry.Result.FAILED, "imu: exit code 1");

        int code = cli.run("history", "imu");

        assertThat(cli.out()).isEqualTo("""
                TIME                 NAME  MACHINE  WHAT
                2026-01-01 09:59:59  imu   -        ann asked for start
                2026-01-01 10:00:00  imu   local    started, variants fast
                2026-01-01 10:00:07  imu   local    ended by SIGSEGV
                    one
                    two
                2026-01-01 10:00:08  imu   -        ann asked for start (failed: imu: exit code 1)
                """);
        assertThat(cli.launcher.asked).containsExactly("history [imu] " + Instant.EPOCH, "close");
        assertThat(code).isZero();
    }

    @Test
    void newestAreShownIfThereAreMore() {
        cli.run("history", "-n", "1");

        assertThat(cli.out()).contains("SIGSEGV").doesNotContain("started");
    }

    @Test
    void jsonHasWhatProcessesDid() {
        cli.run("history", "--json", "-n", "1");

        assertThat(cli.out())
                .isEqualTo("{\"entries\":[{\"time\":\"2026-01-01T10:00:07Z\",\"process\":\"imu\",\"session\":\"robot\","
                        + "\"machine\":\"local\",\"kind\":\"ended\",\"what\":\"ended by SIGSEGV\","
                        + "\"lastLines\":[\"one\",\"\\u001B[31mtwo\\u0007\"]}],\"unreachable\":{}}\n");
    }

    @Test
    void machineThatCannotBeReachedIsToldAndTheRestIsShown() {
        cli.launcher.history = new History(
                cli.launcher.history.entries(), Map.of("far", "Cannot reach machine far: no route to host"));

        int code = cli.run("history");

        assertThat(cli.out()).contains("SIGSEGV");
        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot reach machine far: no route to host\n");
        assertThat(code).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "10m, PT10M", "2h, PT2H", "3d, PT72H"})
    void timeAgoIsABegin(String since, Duration ago) {
        cli.run("history", "--since", since);

        assertThat(cli.launcher.asked).contains("history [] " + NOW.minus(ago));
    }

    @ParameterizedTest
    @CsvSource({"2025-12-31, 2025-12-31T00:00:00Z", "2025-12-31T06:30, 2025-12-31T06:30:00Z"})
    void timeIsABegin(String since, String begin) {
        cli.run("history", "--since", since);

        assertThat(cli.launcher.asked).contains("history [] " + begin);
    }

    @Test
    void whatIsNoTimeIsToldWithWhatIs() {
        int code = cli.run("history", "--since", "yesterday");

        assertThat(cli.err())
                .contains("'yesterday' is no time: write 90s, 10m, 2h, 3d, 06:30, 2026-11-30 or 2026-11-30T06:30");
        assertThat(code).isEqualTo(2);
    }
}
