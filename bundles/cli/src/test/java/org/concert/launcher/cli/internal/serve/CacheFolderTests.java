/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTests {

    @TempDir
    private Path place;

    @Test
    void eachHasAFolderOfItsOwnThatIsGoneAfterwards() throws IOException {
        try (CacheFolder first = CacheFolder.create(place);
                CacheFolder second = CacheFolder.create(place)) {
            Files.createDirectories(first.path().resolve("bundles/bundle0"));

            assertThat(first.path()).isNotEqualTo(second.path()).exists();
            assertThat(second.path()).exists();
        }

        assertThat(place).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void onlyTheUserMayLookInside() throws IOException {
        Path state = place.resolve("state");

        try (CacheFolder folder = CacheFolder.create(state)) {
            assertThat(permissions(state)).isEqualTo("rwx------");
            assertThat(permissions(folder.path())).isEqualTo("rwx------");
        }
    }

    @Test
    void folderOfADeadProcessIsDeletedByTheNext() throws IOException {
        Path left = Files.createDirectories(place.resolve("1-dead/bundles")).getParent();
        Files.createFile(left.resolve("alive.lock"));

        try (CacheFolder next = CacheFolder.create(place)) {
            assertThat(left).doesNotExist();
            assertThat(next.path()).exists();
        }
    }

    @Test
    void folderOfALivingProcessIsLeftAlone() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(place.resolve("1-alive"));
        Path lock = Files.createFile(folder.resolve("alive.lock"));
        Process other = anotherProcessThatLocks(lock);
        try {
            CacheFolder.create(place).close();

            assertThat(folder).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }

        CacheFolder.create(place).close();

        assertThat(folder).as("its process is dead now").doesNotExist();
    }

    @Test
    void withoutAPlaceToWriteATemporaryFolderServes() throws IOException {
        Path file = Files.createFile(place.resolve("file"));

        try (CacheFolder folder = CacheFolder.create(file.resolve("below"))) {
            assertThat(folder.path()).exists().doesNotHaveToString(file.toString());
        }
    }

    @Test
    void placeFollowsTheVariablesOfTheUser() {
        assertThat(CacheFolder.place(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/robot")))
                .isEqualTo(Path.of("/state/concert-launcher/felix"));
        assertThat(CacheFolder.place(Map.of("XDG_STATE_HOME", "relative", "HOME", "/home/robot")))
                .isEqualTo(Path.of("/home/robot/.local/state/concert-launcher/felix"));
    }

    private static Process anotherProcessThatLocks(Path lock) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("locked");
        return process;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
