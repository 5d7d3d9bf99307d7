/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTests {

    @TempDir
    private Path folder;

    private CommandRun cli;
    private AuditLog log;

    @BeforeEach
    void makeLog() {
        cli = new CommandRun(folder);
        cli.variables.put("XDG_STATE_HOME", folder.toString());
        log = AuditLog.of(cli.variables);
    }

    private void write(String user, String action, String process, AuditEntry.Result result, String reason) {
        write("robot", user, action, process, result, reason);
    }

    private void write(
            String session, String user, String action, String process, AuditEntry.Result result, String reason) {
        log.write(new AuditEntry(
                Instant.parse("2026-01-01T14:03:07Z"),
                user,
                "http 10.0.0.7",
                action,
                session,
                List.of(process),
                List.of("fast"),
                Map.of("hz", "100"),
                result,
                reason));
    }

    private void start(String user, String process) {
        write(user, "start", process, AuditEntry.Result.ACCEPTED, "");
    }

    private int audit(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "audit";
        System.arraycopy(options, 0, words, 1, options.length);
        return cli.run(words);
    }

    @Test
    void entryIsALineWithVariantsAndParameters() {
        start("ann", "imu");

        assertThat(audit()).isZero();

        assertThat(cli.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "TIME USER FROM ACTION RESULT WHAT",
                        "2026-01-01 14:03:07 ann http 10.0.0.7 start accepted imu -v fast -p hz:=100");
    }

    @Test
    void ofSeveralRobotsEachLineSaysOfWhich() {
        start("ann", "imu");
        write("arm", "bob", "stop", "gripper", AuditEntry.Result.ACCEPTED, "");
        write("", "bob", "login", "", AuditEntry.Result.ACCEPTED, "");

        audit();

        assertThat(cli.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .first()
                .isEqualTo("TIME USER FROM ACTION RESULT SESSION WHAT");
        assertThat(cli.out()).containsPattern("accepted +robot +imu").containsPattern("accepted +arm +gripper");
        assertThat(cli.out()).containsPattern("login +accepted +- ");
    }

    @Test
    void newestComesLastAndOlderOnesAreLeftOut() {
        start("ann", "first");
        start("ann", "second");
        start("ann", "third");

        audit("-n", "2");

        assertThat(cli.out()).doesNotContain("first").containsSubsequence("second", "third");
    }

    @Test
    void onlyWhatAUserAskedForIsShown() {
        start("ann", "imu");
        start("bob", "arm");

        audit("--user", "bob");

        assertThat(cli.out()).contains("arm").doesNotContain("imu");
    }

    @Test
    void onlyWhatWasAskedOfAProcessIsShown() {
        start("ann", "imu");
        start("bob", "arm");

        audit("--process", "imu");

        assertThat(cli.out()).contains("ann").doesNotContain("bob");
    }

    @Test
    void whatWasDeniedIsShownWithTheReason() {
        write("vic", "stop", "imu", AuditEntry.Result.DENIED, "a viewer may not do that");

        audit();

        assertThat(cli.out()).contains("denied").contains("(a viewer may not do that)");
    }

    @Test
    void jsonIsAnObjectInEachLine() {
        start("ann", "imu");
        start("bob", "arm");

        audit("--json");

        assertThat(cli.out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"time\":\"2026-01-01T14:03:07Z\"") && line.endsWith("}"));
    }

    @Test
    void whatCameFromOutsideDoesNotSteerTheTerminal() {
        write("ann", "start\u001b[2J", "imu", AuditEntry.Result.REFUSED, "x\u202e\u009b1m\r\ny");

        audit();

        assertThat(cli.out())
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\n]]")
                .contains("start?[2J");
    }

    @Test
    void logThatIsNotThereIsEmpty() {
        assertThat(audit()).isZero();

        assertThat(cli.out().lines()).hasSize(1);
    }

    @Test
    void logThatCannotBeReadIsToldByItsName() throws Exception {
        Files.createDirectories(log.file());

        assertThat(audit()).isEqualTo(2);

        assertThat(cli.err()).contains("Cannot read the audit log " + log.file());
    }
}
