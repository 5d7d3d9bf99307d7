/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.HistoryEntry.Kind;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.script.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What notes.sh prints of real logs, and what is read of that. */
class NotesTests {

    private static final String SCRIPT = Resource.text(ProcessHistory.class, "notes.sh");

    @TempDir
    private Path folder;

    private int seconds;

    /** Write a log, a line each: a note begins with a number sign. */
    private void log(String file, String... lines) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append("2026-01-01T00:00:%02d.000Z%s%s\n"
                    .formatted(seconds++ / 10, line.startsWith("#") ? "" : " ", line));
        }
        Files.writeString(folder.resolve(file), text, StandardCharsets.ISO_8859_1);
    }

    private List<HistoryEntry> read(String shell, String... names) throws Exception {
        StringBuilder script = new StringBuilder(SCRIPT);
        for (String name : names) {
            script.append(ShellQuote.words(
                            List.of("notes", name, folder.resolve(name + ".log").toString())))
                    .append('\n');
        }
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.addAll(List.of("-c", script.toString()));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(printed).isZero();
        return Notes.read(printed, "local", Map.of("imu", "robot", "arm", "robot"), Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox sh"})
    void startsAndEndsAreToldOverAllLogsWithTheLastLinesOfABadEnd(String shell) throws Exception {
        log("imu.log.2", "# log from byte 0 line 1", "# started, variants fast", "one");
        log("imu.log.1", "# log from byte 90 line 3", "two", "# log goes on");
        log(
                "imu.log",
                "# log from byte 200 line 5",
                "three",
                shell.equals("sh") ? "four \0\u00ff" : "four \u00ff",
                "five",
                "six",
                "# ended by SIGSEGV",
                "# started");
        log("arm.log", "# started", "fine", "# ended with exit code 0");

        List<HistoryEntry> entries = read(shell, "imu", "arm", "none");

        assertThat(entries)
                .extracting(entry -> entry.process() + ": " + entry.what())
                .containsExactly(
                        "imu: started, variants fast",
                        "imu: ended by SIGSEGV",
                        "imu: started",
                        "arm: started",
                        "arm: ended with exit code 0");
        assertThat(entries.get(1).lastLines()).hasSize(3).endsWith("five", "six");
        assertThat(entries)
                .filteredOn(entry -> !entry.what().contains("SIGSEGV"))
                .allMatch(entry -> entry.lastLines().isEmpty());
        assertThat(entries).extracting(HistoryEntry::kind).startsWith(Kind.STARTED, Kind.ENDED, Kind.STARTED);
        assertThat(entries.get(0))
                .isEqualTo(new HistoryEntry(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        "imu",
                        "robot",
                        "local",
                        Kind.STARTED,
                        "started, variants fast",
                        List.of()));
    }

    @Test
    void firstFailureOfALoopOfFailuresIsKeptBesideTheLast() throws Exception {
        List<String> lines = new ArrayList<>(List.of("# started", "the cause", "exit", "# ended with exit code 1"));
        for (int i = 0; i < 100; i++) {
            lines.addAll(List.of("# started again by its policy, restart 1", "it follows", "# ended with exit code 2"));
        }
        log("imu.log", lines.toArray(String[]::new));

        List<HistoryEntry> entries = read("sh", "imu");

        assertThat(entries).hasSize(202);
        assertThat(entries.get(1).lastLines()).containsExactly("the cause");
    }

    @Test
    void linesBetweenNotesAreNotTakenForTheLastOnes() {
        String printed = """
                process imu
                2026-01-01T00:00:01.000Z# started
                --
                2026-01-01T00:00:02.000Z old
                --
                2026-01-01T00:00:03.000Z new
                2026-01-01T00:00:04.000Z# ended with exit code 3
                2026-01-01T99:99:99.000Z# started
                """;

        List<HistoryEntry> entries = Notes.read(printed, "far", Map.of("imu", "robot"), Instant.EPOCH);

        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).lastLines()).containsExactly("new");
    }

    @Test
    void ofWhatWasBeforeTheBootNothingIsToldWhereThatIsAskedFor() {
        String printed = """
                boot 1767225600
                process imu
                2025-12-31T23:59:59.000Z# started
                2026-01-01T00:00:01.000Z# started
                boot 9
                """;

        assertThat(Notes.read(printed, "local", Map.of("imu", "robot"), null))
                .extracting(HistoryEntry::time)
                .containsExactly(Instant.parse("2026-01-01T00:00:01Z"));
    }
}
