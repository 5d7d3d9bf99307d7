/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditEntry.Result;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.ConcertLauncher;
import org.concert.launcher.core.internal.machine.Transports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditedLauncherTests {

    private static final Actor ANN = new Actor("ann", "http 10.0.0.7");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private AuditLog log;
    private Launcher launcher;

    @BeforeEach
    void openLauncher() throws Exception {
        Path file = Files.writeString(folder.resolve("launcher.yaml"), """
                context: {session: robot}
                imu: {cmd: "imu --rate {hz}", machine: nowhere, variants: {fast: {params: {hz: 1000}}}}
                """);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        log = new AuditLog(folder.resolve("audit.log"));
        launcher = new AuditedLauncher(
                new ConcertLauncher(LauncherConfigReader.read(file), new Transports(Duration.ZERO), clock), log, clock);
    }

    @AfterEach
    void closeLauncher() {
        launcher.close();
    }

    @Test
    void startIsRecordedWithWhoAskedAndForWhat() throws Exception {
        StartRequest request = new StartRequest(List.of("imu"), List.of(), Map.of("hz", "100"));

        assertThat(Actor.callAs(ANN, () -> launcher.start(request))).isNotNull();

        assertThat(log.newest(10, entry -> entry.result() != Result.FAILED))
                .containsExactly(new AuditEntry(
                        NOW,
                        "ann",
                        "http 10.0.0.7",
                        "start",
                        "robot",
                        List.of("imu"),
                        List.of(),
                        Map.of("hz", "100"),
                        Result.ACCEPTED,
                        ""));
    }

    @Test
    void startThatCameToNothingIsRecordedWithTheReason() throws Exception {
        launcher.start(new StartRequest(List.of("imu"), List.of("fast"), Map.of()))
                .outcome()
                .get(10, TimeUnit.SECONDS);

        launcher.close();

        AuditEntry entry = log.newest(10, any -> true).get(0);
        assertThat(entry.result()).isEqualTo(Result.FAILED);
        assertThat(entry.processes()).containsExactly("imu");
        assertThat(entry.reason()).startsWith("imu: ");
    }

    @Test
    void refusedRequestIsRecordedWithTheReason() throws Exception {
        assertThatThrownBy(() -> launcher.start(StartRequest.of("; reboot"))).isInstanceOf(RequestException.class);

        AuditEntry entry = log.newest(10, any -> true).get(0);
        assertThat(entry.result()).isEqualTo(Result.REFUSED);
        assertThat(entry.processes()).containsExactly("; reboot");
        assertThat(entry.reason()).contains("no process '; reboot'");
    }

    @Test
    void valueFromOutsideThatAShellCouldRunIsRefusedAndRecorded() throws Exception {
        var request = StartRequest.fromOutside(List.of("imu"), List.of(), Map.of("hz", "1; reboot"));

        assertThatThrownBy(() -> launcher.start(request)).isInstanceOf(RequestException.class);

        AuditEntry entry = log.newest(10, any -> true).get(0);
        assertThat(entry.result()).isEqualTo(Result.REFUSED);
        assertThat(entry.params()).containsEntry("hz", "1; reboot");
        assertThat(entry.reason()).startsWith("parameter 'hz' cannot be '1; reboot'");
    }

    @Test
    void stopKillAndRestartAreToldApart() throws Exception {
        assertThat(launcher.stop(new StopRequest(List.of("imu"), false))).isNotNull();
        assertThat(launcher.stop(new StopRequest(List.of("imu"), true))).isNotNull();
        assertThat(launcher.restart(List.of("imu"))).isNotNull();

        assertThat(log.newest(10, entry -> entry.result() != Result.FAILED))
                .extracting(AuditEntry::action)
                .containsExactly("restart", "kill", "stop");
    }

    @Test
    void reloadOfABrokenFileIsRecordedAsRefused() throws Exception {
        launcher.reload().get(10, TimeUnit.SECONDS);
        Files.writeString(launcher.file(), "imu: {");

        assertThatThrownBy(() -> launcher.reload().get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);

        assertThat(log.newest(10, entry -> entry.action().equals("reload")))
                .extracting(AuditEntry::result)
                .containsExactly(Result.REFUSED, Result.ACCEPTED);
    }
}
