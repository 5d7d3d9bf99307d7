/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account that this program runs as, and what belongs to it. */
public final class OwnAccount {

    private static final Logger logger = LoggerFactory.getLogger(OwnAccount.class);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String UIDS = "Uid:";
    private static final int ROOT = 0;

    private OwnAccount() {}

    /** Return its effective user id; empty if the kernel does not tell. */
    public static OptionalLong uid() {
        try {
            return Files.readString(STATUS, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(UIDS))
                    // Real, effective, saved, and that for files.
                    .mapToLong(line ->
                            Long.parseLong(line.substring(UIDS.length()).strip().split("\\s+", -1)[1]))
                    .findFirst();
        } catch (IOException e) {
            logger.warn("Cannot tell which account this is: {}", e.toString());
            return OptionalLong.empty();
        }
    }

    /**
     * Make a folder that only this account may use, unless it is there. Whoever else had made it could lead what is written
     * there to where he likes.
     *
     * @throws IOException if it cannot be made, or belongs to an account that is neither this one nor root
     */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        requireOwn(folder);
    }

    /**
     * Make sure that a file or folder, or the link in its place, belongs to this account or root.
     *
     * @throws IOException if it does not, or is not there
     */
    public static void requireOwn(Path file) throws IOException {
        int owner = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        OptionalLong own = uid();
        if (owner != ROOT && own.isPresent() && own.getAsLong() != Integer.toUnsignedLong(owner)) {
            throw new FileSystemException(
                    file.toString(), null, "it belongs to another account (uid " + Integer.toUnsignedLong(owner) + ")");
        }
    }
}
