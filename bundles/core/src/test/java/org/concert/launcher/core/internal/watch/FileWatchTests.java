/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileWatchTests {

    /** What the file held whenever something was noticed; empty if it was not there. */
    private final LinkedBlockingQueue<String> noticed = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private Path file;
    private FileWatch watch;

    @BeforeEach
    void watch() throws IOException {
        Path versions = Files.createDirectories(folder.resolve("versions/1"));
        Files.writeString(versions.resolve("real.yaml"), "first");
        Files.createSymbolicLink(folder.resolve("versions/current"), Path.of("1"));
        Files.createDirectory(folder.resolve("robot"));
        file = folder.resolve("robot/launcher.yaml");
        Files.createSymbolicLink(file, Path.of("../versions/current/real.yaml"));
        watch = FileWatch.of(file);
        watch.begin(() -> noticed.add(read()));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void writingIsNoticed() throws Exception {
        Files.writeString(file, "second");

        awaitNoticed("second");
    }

    @Test
    void fileRenamedOverItIsNoticed() throws Exception {
        Path real = folder.resolve("versions/1/real.yaml");
        Path next = Files.writeString(folder.resolve("versions/1/.real.yaml.swp"), "second");

        Files.move(next, real, StandardCopyOption.ATOMIC_MOVE);

        awaitNoticed("second");
        Files.move(Files.writeString(folder.resolve("robot/new"), "third"), file, StandardCopyOption.ATOMIC_MOVE);
        awaitNoticed("third");
        Files.writeString(file, "fourth");
        awaitNoticed("fourth");
    }

    @Test
    void linkOnTheWayIsFollowedWhenItIsChanged() throws Exception {
        Path second = Files.createDirectory(folder.resolve("versions/2")).resolve("real.yaml");
        Files.writeString(second, "second");
        Path link = Files.createSymbolicLink(folder.resolve("versions/next"), Path.of("2"));

        Files.move(link, folder.resolve("versions/current"), StandardCopyOption.ATOMIC_MOVE);

        awaitNoticed("second");
        Files.writeString(second, "third");
        awaitNoticed("third");
    }

    @Test
    void fileThatWasAwayForAWhileIsNoticedWhenItIsBack() throws Exception {
        Files.delete(file);
        awaitNoticed("");

        Files.writeString(file, "back");

        awaitNoticed("back");
    }

    @Test
    void folderThatWasAwayForAWhileIsNoticedWhenItIsBack() throws Exception {
        Files.move(folder.resolve("robot"), folder.resolve("old"));
        awaitNoticed("");

        Files.createDirectory(folder.resolve("robot"));
        Files.writeString(file, "back");

        awaitNoticed("back");
    }

    @Test
    void severalWritesAtOnceAreNoticedOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.writeString(file, "write " + i);
        }
        awaitNoticed("write 19");

        Files.writeString(folder.resolve("robot/something.else"), "x");
        Files.writeString(file, "last");

        assertThat(noticed.poll(30, TimeUnit.SECONDS)).isEqualTo("last");
    }

    private void awaitNoticed(String text) throws InterruptedException {
        String last = noticed.poll(30, TimeUnit.SECONDS);
        while (last != null && !last.equals(text)) {
            last = noticed.poll(30, TimeUnit.SECONDS);
        }
        assertThat(last).isEqualTo(text);
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
