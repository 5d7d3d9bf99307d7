/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStreamTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream journal = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(new JournalStream(journal), true, StandardCharsets.UTF_8);

    @Test
    void lineHasThePriorityOfItsLevel() {
        stream.println("INFO clock - STARTING -> RUNNING, pid 4711");
        stream.println("[main] ERROR clock - grün");

        assertThat(written())
                .isEqualTo("<6>INFO clock - STARTING -> RUNNING, pid 4711\n<3>[main] ERROR clock - grün\n");
    }

    @Test
    void lineWithoutLevelBelongsToTheOneBefore() {
        stream.println("concert_launcher: Cannot serve");
        stream.println("DEBUG clock - lost");
        stream.println("\tat java.lang.Thread.run");

        assertThat(written())
                .isEqualTo("<4>concert_launcher: Cannot serve\n<7>DEBUG clock - lost\n<7>\tat java.lang.Thread.run\n");
    }

    @Test
    void lineThatComesInPiecesIsOne() {
        stream.print("WARN clo");
        stream.flush();
        assertThat(written()).isEmpty();

        stream.print("ck - slow\nWA");
        stream.close();

        assertThat(written()).isEqualTo("<4>WARN clock - slow\n<4>WA\n");
    }

    @Test
    void onlyTheFileThatSystemdHasNamedIsTheJournal() throws IOException {
        Path file = Files.createFile(folder.resolve("journal"));
        String named = Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");

        assertThat(JournalStream.leadsTo(named, file)).isTrue();
        assertThat(JournalStream.leadsTo(named, Files.createFile(folder.resolve("other"))))
                .isFalse();
        assertThat(JournalStream.leadsTo("", file)).isFalse();
        assertThat(JournalStream.leadsTo(named, folder.resolve("gone"))).isFalse();
    }

    private String written() {
        return journal.toString(StandardCharsets.UTF_8);
    }
}
