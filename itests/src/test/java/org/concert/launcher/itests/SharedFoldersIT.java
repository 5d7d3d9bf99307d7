/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another account puts into folders that he may write to, too, is neither run nor followed. */
class SharedFoldersIT extends WithLab {

    private Distribution distribution;
    private OtherUser mallory;
    private Path shared;

    @BeforeEach
    void makeUser() throws Exception {
        distribution = Distribution.unpack(lab);
        mallory = OtherUser.create(lab, distribution, "mallory");
        shared = Files.createDirectory(lab.folder().resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        lab.run("chmod", "1777", shared.toString());
        lab.launcherFile("imu: {cmd: 'echo hello; exec sleep 300031'}\n");
    }

    private Lab.Ended launcher(String... arguments) throws Exception {
        return lab.end(lab.start(distribution.command(arguments)));
    }

    /** The folders are links to what is root's own, or hold links in the places of files. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir -p $S/concert-launcher/lab && ln -s $V/log $S/concert-launcher/lab/imu.log"
                        + " && ln -s $V/audit $S/concert-launcher/audit.log && chmod -R 777 $S/concert-launcher",
                "ln -s $V $S/concert-launcher",
            })
    void stateFolderOfAnotherAccountIsNotUsed(String trap) throws Exception {
        Path victims = Files.createDirectory(lab.folder().resolve("victims"));
        mallory.shell("S=" + shared + "; V=" + victims + "; " + trap);
        lab.environment().put("XDG_STATE_HOME", shared.toString());

        Lab.Ended ran = launcher("run", "imu");
        Lab.await("it is told", () -> status().contains("concert-launcher belongs to another account"));
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        serve.send("/api/v1/processes/lab/imu/restart?wait=true");
        serve.process().destroy();
        lab.end(serve.process());
        Lab.Ended killed = launcher("kill", "imu");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stderr()).contains("Cannot write to the audit log", "it belongs to another account");
        assertThat(killed.exitCode()).isZero();
        try (Stream<Path> made = Files.list(victims)) {
            assertThat(made).isEmpty();
        }
    }

    private String status() {
        try {
            return lab.launcher("status").stdout();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void preparedClassesAreNobodyElsesToReplaceAndThoseOfAnotherAreNotUsed() throws Exception {
        Path cache = shared.resolve("cache");
        lab.environment().put("XDG_CACHE_HOME", cache.toString());
        lab.environment().keySet().removeAll(List.of("CONCERT_LAUNCHER_ARCHIVE", "CONCERT_LAUNCHER_JAVA_OPTS"));
        ownJars();

        assertThat(lab.end(lab.start(withUmask("000", distribution.command("--version"))))
                        .exitCode())
                .isZero();
        // What tells that they fit comes after them.
        Lab.await(
                "the classes are prepared",
                () -> prepared(cache)
                        .filter(classes -> Files.exists(classes.resolveSibling("fits")))
                        .isPresent());
        Path archive = prepared(cache).orElseThrow();

        for (Path part = archive; !part.equals(cache); part = part.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                    .as(part.toString())
                    .endsWith("------");
        }
        assertThat(launchedWith()).contains(archive.toString());

        // What another account had put there first.
        mallory.shell("touch " + shared + "/whose");
        lab.run(
                "chown",
                "-R",
                "--reference=" + shared + "/whose",
                cache.resolve("concert-launcher").toString());

        assertThat(launchedWith()).doesNotContain(cache.toString());
    }

    /** Have jars that no other test makes links to: that changes their times, and classes that were prepared do not fit any more. */
    private void ownJars() throws IOException {
        try (Stream<Path> files = Files.walk(distribution.home())) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Path copy = Files.copy(jar, jar.resolveSibling("copy"), StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Return what Java says of where it has its classes from. */
    private String launchedWith() throws Exception {
        lab.environment().put("CONCERT_LAUNCHER_JAVA_OPTS", "-Xlog:cds=info:stdout -Xlog:class+path=info:stdout");
        Lab.Ended version = launcher("--version");
        assertThat(version.exitCode()).as(version.stderr()).isZero();
        return version.stdout();
    }

    private static Optional<Path> prepared(Path cache) {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file ->
                            file.endsWith("classes.jsa") && !file.toString().contains("/new/"))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static List<String> withUmask(String umask, List<String> command) {
        return Stream.concat(Stream.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"), command.stream())
                .toList();
    }
}
