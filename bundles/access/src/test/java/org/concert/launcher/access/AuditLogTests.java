/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTests {

    @TempDir
    Path folder;

    private static AuditEntry entry(String user, String action) {
        return new AuditEntry(
                Instant.parse("2026-01-01T00:00:00Z"),
                user,
                "http 10.0.0.7",
                action,
                "robot",
                List.of("imu"),
                List.of("fast"),
                Map.of("hz", "100"),
                AuditEntry.Result.ACCEPTED,
                "");
    }

    private AuditLog log() {
        return new AuditLog(folder.resolve("state/audit.log"));
    }

    @Test
    void entriesAreReadBackNewestFirst() throws Exception {
        log().write(entry("ann", "start"));
        log().write(entry("bob", "stop"));

        assertThat(log().newest(10, any -> true)).containsExactly(entry("bob", "stop"), entry("ann", "start"));
        assertThat(log().newest(1, any -> true)).containsExactly(entry("bob", "stop"));
        assertThat(log().newest(10, entry -> entry.user().equals("ann"))).containsExactly(entry("ann", "start"));
    }

    @Test
    void logIsForItsOwnerOnly() throws Exception {
        log().write(entry("ann", "start"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log().file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(log().file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void lineBreaksAndEscapeSequencesFromOutsideStayWithinTheirLine() throws Exception {
        AuditEntry forged = entry("ann\n{\"user\":\"root\"}", "\u001b[2Jstart\u009b\u2028");

        log().write(forged);

        assertThat(Files.readAllLines(log().file())).hasSize(1).allMatch(line -> line.matches("[ -~]*"));
        assertThat(log().newest(10, any -> true)).containsExactly(forged);
    }

    @Test
    void lineThatIsNoEntryIsLeftOut() throws Exception {
        log().write(entry("ann", "start"));
        Files.writeString(log().file(), "{\"time\":\"20\nnull\n[]\n{}\n", StandardOpenOption.APPEND);
        log().write(entry("bob", "stop"));

        assertThat(log().newest(10, any -> true)).hasSize(2);
    }

    @Test
    void fullLogIsRotatedAndOldEntriesAreStillFound() throws Exception {
        AuditLog small = new AuditLog(folder.resolve("audit.log"), 1_000);
        for (int i = 0; i < 12; i++) {
            small.write(entry("user" + i, "start"));
        }

        assertThat(Files.size(small.file())).isLessThan(1_300);
        assertThat(folder.resolve("audit.log.1")).exists();
        assertThat(small.newest(12, any -> true))
                .extracting(AuditEntry::user)
                .startsWith("user11", "user10")
                .hasSize(12);
    }

    @Test
    void rotationKeepsAFewFilesOnly() throws Exception {
        AuditLog small = new AuditLog(folder.resolve("audit.log"), 100);
        for (int i = 0; i < 20; i++) {
            small.write(entry("user" + i, "start"));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsOnly("audit.log.lock", "audit.log.1", "audit.log.2", "audit.log.3", "audit.log.4");
        }
    }

    @Test
    void manyWritersDoNotMixTheirLines() throws Exception {
        AuditLog small = new AuditLog(folder.resolve("audit.log"), 20_000);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String user = "user" + i;
            writers.add(new Thread(
                    () -> Stream.generate(() -> entry(user, "start")).limit(40).forEach(small::write)));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(small.newest(1_000, any -> true)).hasSize(320);
    }

    @Test
    void logThatCannotBeWrittenKeepsNobodyFromAnything() throws Exception {
        Files.writeString(folder.resolve("state"), "a file where the folder would be");

        assertThatCode(() -> log().write(entry("ann", "start"))).doesNotThrowAnyException();
    }

    @Test
    void whatIsVeryLongIsCut() {
        AuditEntry entry = entry("x".repeat(100_000), "start");

        assertThat(AuditJson.text(entry).length()).isLessThan(1_000);
    }
}
