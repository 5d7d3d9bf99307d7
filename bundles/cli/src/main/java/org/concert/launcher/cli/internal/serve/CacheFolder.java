/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concert.launcher.access.OwnAccount;
import org.concert.launcher.access.StateFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which one framework keeps its bundle cache. Each serving process has its own, so that any number run
 * at once; it is deleted on close.
 *
 * <p>A process that is killed cannot delete its folder, so each new one looks for such folders. Whether their process
 * lives is told by a file lock, which the kernel releases with the process: a pid may be a stranger's by now.
 */
final class CacheFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final String ALIVE = "alive.lock";
    private static final String GATE = "gate.lock";

    private final Path path;
    private final @Nullable FileChannel alive;

    private CacheFolder(Path path, @Nullable FileChannel alive) {
        this.path = path;
        this.alive = alive;
    }

    /** Return where the state of a user is kept, by the environment variables. */
    static Path place(Map<String, String> variables) {
        return StateFolder.of(variables).resolve("felix");
    }

    /**
     * Create a folder, and delete those whose process is gone.
     *
     * @param place holds the folders of all processes; made if it is not there. If nothing can be written there, the
     *     folder is a temporary one elsewhere
     * @throws IOException if there is no place to write at all
     */
    static CacheFolder create(Path place) throws IOException {
        try {
            if (!place.isAbsolute()) {
                // A user whom the machine does not know has the home folder "?".
                throw new NoSuchFileException(place.toString());
            }
            Path parent = place.getParent();
            if (parent != null) {
                OwnAccount.makeFolder(parent);
            }
            OwnAccount.makeFolder(place);
            // Nobody may sweep between the making of a folder and the taking of its lock.
            try (FileChannel gate = open(place.resolve(GATE));
                    FileLock lock = gate.lock()) {
                sweep(place);
                return claim(place, lock);
            }
        } catch (IOException e) {
            return new CacheFolder(Files.createTempDirectory("concert-launcher-felix-"), null);
        }
    }

    /** Return the folder. */
    Path path() {
        return path;
    }

    /** Delete the folder. */
    @Override
    public void close() throws IOException {
        delete(path);
        if (alive != null) {
            alive.close();
        }
    }

    private static CacheFolder claim(Path place, FileLock gate) throws IOException {
        assert gate.isValid();
        Path folder = Files.createTempDirectory(place, ownPrefix());
        FileChannel alive = open(folder.resolve(ALIVE));
        if (alive.tryLock() == null) {
            throw new IOException("Cannot lock " + folder.resolve(ALIVE) + ", which nobody else knows of");
        }
        return new CacheFolder(folder, alive);
    }

    private static void sweep(Path place) throws IOException {
        // Not the folders of this process: to close a second channel on a file would give up the lock of the first.
        String own = ownPrefix();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                place,
                entry -> Files.isDirectory(entry)
                        && !entry.getFileName().toString().startsWith(own))) {
            for (Path folder : folders) {
                deleteIfAbandoned(folder);
            }
        }
    }

    private static void deleteIfAbandoned(Path folder) {
        try (FileChannel channel = open(folder.resolve(ALIVE));
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(folder);
            }
        } catch (IOException e) {
            // Left by root, say: it takes some space, and keeps nobody from serving.
            LOG.debug("Cannot delete the abandoned folder {}", folder, e);
        }
    }

    private static String ownPrefix() {
        return ProcessHandle.current().pid() + "-";
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
