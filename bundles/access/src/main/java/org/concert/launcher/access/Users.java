/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of a file, which is read again when it has changed, and replaced as a whole when it is written. Safe for use
 * by several threads, and by several processes.
 */
public final class Users {

    private static final Logger logger = LoggerFactory.getLogger(Users.class);

    private final Path file;
    private volatile Read last = new Read(null, UsersFile.NONE);

    /** What was read, and what the file looked like then; no state for a file that was not there. */
    private record Read(@Nullable State state, UsersFile content) {}

    private record State(
            FileTime changed, long size, @Nullable Object identity) {}

    /** Create the users of a file, which need not be there. */
    public Users(Path file) {
        this.file = file;
    }

    /** Return the file. */
    public Path file() {
        return file;
    }

    /** Return what the file says now. A file that cannot be read lets nobody in. Costs a look at its time stamp. */
    public UsersFile now() {
        Read known = last;
        try {
            State state = state();
            if (!state.equals(known.state())) {
                known = new Read(state, UsersFile.parse(file.toString(), Files.readAllLines(file)));
                last = known;
                known.content().complaints().forEach(logger::error);
            }
        } catch (NoSuchFileException e) {
            known = new Read(null, UsersFile.NONE);
            last = known;
        } catch (IOException e) {
            UsersFile closed = UsersFile.unreadable("Cannot read " + file + ": " + e + "; nobody is let in");
            if (!closed.equals(known.content())) {
                closed.complaints().forEach(logger::error);
            }
            known = new Read(null, closed);
            last = known;
        }
        return known.content();
    }

    private State state() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    /** Return the user of a name, or null. */
    public @Nullable User find(String name) {
        return now().users().get(name);
    }

    /**
     * Add a user, or put another in the place of one of the same name.
     *
     * @throws IOException if the file cannot be written, or has lines that cannot be used; it is as it was then
     */
    public void put(User user) throws IOException {
        change(users -> {
            users.put(user.name(), user);
            return users;
        });
    }

    /**
     * Remove a user.
     *
     * @throws IOException if the file cannot be written, or has lines that cannot be used; it is as it was then
     */
    public void remove(String name) throws IOException {
        change(users -> {
            users.remove(name);
            return users;
        });
    }

    private void change(UnaryOperator<Map<String, User>> change) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "its folder is not there");
        }
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path lockFile = folder.resolve("." + file.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            UsersFile before = now();
            if (!before.complaints().isEmpty()) {
                throw new IOException(String.join("\n", before.complaints()));
            }
            Map<String, User> users = change.apply(new LinkedHashMap<>(before.users()));
            List<String> lines = new ArrayList<>(List.of("# Users of Concert Launcher, by 'concert_launcher user'"));
            lines.addAll(new UsersFile(users, List.of(), true).lines());
            Path written = Files.createTempFile(folder, "." + file.getFileName(), ".new", mode);
            try {
                Files.write(written, lines);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        }
    }
}
