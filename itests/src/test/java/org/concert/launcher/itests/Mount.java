/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system that a test has mounted on a folder of its lab; it is gone again when this is closed. */
final class Mount implements AutoCloseable {

    private final Lab lab;
    private final Path folder;

    private Mount(Lab lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
    }

    /** Mount an empty file system of 1 MB; where this may not be done, the test is skipped. */
    static Mount ofOneMegabyte(Lab lab, Path folder) throws IOException, InterruptedException {
        return mounted(lab, folder, "-t", "tmpfs", "-o", "size=1m", "tmpfs");
    }

    /** Make a folder one that nobody, root included, can write to; where this may not be done, the test is skipped. */
    static Mount readOnly(Lab lab, Path folder) throws IOException, InterruptedException {
        Mount mount = mounted(lab, folder, "--bind", folder.toString());
        Lab.Ended readOnly = lab.run("mount", "-o", "remount,bind,ro", folder.toString());
        if (readOnly.exitCode() != 0) {
            mount.close();
            throw new IOException("Cannot make " + folder + " read-only: " + readOnly.stderr());
        }
        return mount;
    }

    private static Mount mounted(Lab lab, Path folder, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(what));
        command.add(folder.toString());
        Lab.Ended ended = lab.end(lab.start(command));
        assumeTrue(
                ended.exitCode() == 0,
                "Only root, and in a container only with the capability SYS_ADMIN, may mount: " + ended.stderr());
        return new Mount(lab, folder);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // Lazily: a program that the test has left behind may hold a file open there.
        assertThat(lab.run("umount", "-l", folder.toString()).stderr()).isEmpty();
    }
}
