/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** File systems that a test mounts on folders of its lab; they are gone again when the lab is closed. */
final class Mount {

    private Mount() {}

    /** Mount an empty file system of 1 MB; where this may not be done, the test is skipped. */
    static void ofOneMegabyte(Lab lab, Path folder) throws IOException, InterruptedException {
        mount(lab, folder, "-t", "tmpfs", "-o", "size=1m", "tmpfs");
    }

    /** Make a folder one that nobody, root included, can write to; where this may not be done, the test is skipped. */
    static void readOnly(Lab lab, Path folder) throws IOException, InterruptedException {
        mount(lab, folder, "--bind", folder.toString());
        require(lab.run("mount", "-o", "remount,bind,ro", folder.toString()));
    }

    /** Fill a file system of 1 MB up, by a file; any other is left alone. */
    static void fill(Lab lab, Path file) throws IOException, InterruptedException {
        assertThat(Files.getFileStore(file.getParent()).getTotalSpace())
                .as("the size of what is to be filled up")
                .isEqualTo(1 << 20);
        lab.run("dd", "if=/dev/zero", "of=" + file, "bs=64k", "count=32");
        assertThat(Files.getFileStore(file.getParent()).getUsableSpace()).isZero();
    }

    private static void mount(Lab lab, Path folder, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(what));
        command.add(folder.toString());
        Lab.Ended ended = lab.end(lab.start(command));
        assumeTrue(
                ended.exitCode() == 0,
                "Only root, and in a container only with the capability SYS_ADMIN, may mount: " + ended.stderr());
        // Lazily: a program of somebody else may look in.
        lab.undoAtEnd(() -> require(lab.run("umount", "-l", folder.toString())));
    }

    private static void require(Lab.Ended ended) throws IOException {
        if (ended.exitCode() != 0) {
            throw new IOException("Cannot mount or unmount: " + ended.stderr());
        }
    }
}
