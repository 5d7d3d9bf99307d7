/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of who asked for what: a JSON object in each line, in the order in which it was asked. Safe for use by several
 * threads and processes: each line is one write to the end of the file, which the kernel does not mix with others, and
 * nobody ever waits for a lock that somebody else holds.
 */
public final class AuditLog {

    private static final Logger logger = LoggerFactory.getLogger(AuditLog.class);

    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final long LARGEST = 5L * 1024 * 1024;

    /** How many older files are kept beside the one that is written to. */
    private static final int OLDER = 4;

    private final Path file;
    private final long largest;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** Create the log in a file; it and its folder are made when the first line is written. */
    public AuditLog(Path file) {
        this(file, LARGEST);
    }

    AuditLog(Path file, long largest) {
        this.file = file;
        this.largest = largest;
    }

    /** Return the log of a user, by the environment variables. */
    public static AuditLog of(Map<String, String> variables) {
        return new AuditLog(StateFolder.of(variables).resolve("audit.log"));
    }

    /** Return the file. */
    public Path file() {
        return file;
    }

    private static String reason(IOException e) {
        String told = e instanceof FileSystemException fileError ? fileError.getReason() : e.getMessage();
        return told == null ? "no such file, or no access to it" : told;
    }

    /** Write an entry. If it cannot be written, the application log says so, once until it can be again. */
    public void write(AuditEntry entry) {
        try {
            if (!file.isAbsolute()) {
                // A user whom the machine does not know has the home folder "?".
                throw new NoSuchFileException(file.toString());
            }
            append(AuditJson.text(entry));
            failed.set(false);
        } catch (IOException e) {
            if (!failed.getAndSet(true)) {
                logger.warn(
                        "Cannot write to the audit log {}: {}; what is asked for is done all the same, and not recorded"
                                + " until the file can be written again",
                        file,
                        reason(e));
            }
        }
    }

    private void append(String line) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            OwnAccount.makeFolder(folder);
        }
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        long size;
        try (FileChannel channel = FileChannel.open(file, APPEND, OWN_FILE)) {
            channel.write(bytes);
            if (bytes.hasRemaining()) {
                // The disk is full. The rest would not fit behind it, as others may have written since.
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
                throw new IOException("only a part of the line could be written");
            }
            size = channel.size();
        }
        if (size > largest) {
            rotate();
        }
    }

    /** Begin a new file. Who has the old one open still writes to it: nothing is lost. */
    private void rotate() throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OWN_FILE);
                FileLock lock = channel.tryLock()) {
            if (lock == null || Files.size(file) <= largest) {
                return;
            }
            for (int i = OLDER; i > 0; i--) {
                Path from = older(i - 1);
                if (Files.exists(from)) {
                    Files.move(from, older(i), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process is at it.
            logger.trace("{} is being rotated", file, e);
        }
    }

    /** Return the file of a number: 0 is the one that is written to. */
    private Path older(int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }

    /**
     * Return the newest entries, the newest first. Lines that are no entries are left out.
     *
     * @param most how many at most
     * @param wanted tells which entries count
     * @throws IOException if the log is there, and cannot be read
     */
    public List<AuditEntry> newest(int most, Predicate<AuditEntry> wanted) throws IOException {
        List<AuditEntry> found = new ArrayList<>();
        for (int i = 0; i <= OLDER && found.size() < most; i++) {
            found.addAll(newestOf(older(i), most - found.size(), wanted));
        }
        return found;
    }

    private static List<AuditEntry> newestOf(Path file, int most, Predicate<AuditEntry> wanted) throws IOException {
        List<AuditEntry> found = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = lines.size() - 1; i >= 0 && found.size() < most; i--) {
            AuditJson.parse(lines.get(i)).filter(wanted).ifPresent(found::add);
        }
        return found;
    }

    /** Return the lines of a file of some megabytes at most; none if it is not there, as it may have been moved on. */
    private static List<String> lines(Path file) throws IOException {
        try {
            // Whatever is no UTF-8 is no entry either, and must not keep the others from being shown.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
