/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a file holds something else, however that came about: it was written, another was renamed over it, a
 * symbolic link on the way to it was changed, it was removed and made anew. The kernel tells; nothing is polled. What
 * happens in quick succession is noticed once.
 */
public final class FileWatch implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(FileWatch.class);

    /** An editor may write a file in several steps; it is done when nothing happened for so long. */
    private static final Duration QUIET = Duration.ofMillis(200);

    /** Who writes all the time is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final int MOST_ATTEMPTS = 10;

    private final Path file;
    private final WatchService service;

    /** By key, the names in its folder that matter; used by one thread at a time. */
    private final Map<WatchKey, Set<Path>> names = new HashMap<>();

    private FileWatch(Path file, WatchService service) {
        this.file = file;
        this.service = service;
    }

    /**
     * Take note of changes from now on.
     *
     * @throws IOException if the kernel cannot watch any more folders
     */
    public static FileWatch of(Path file) throws IOException {
        FileWatch watch = new FileWatch(file, FileSystems.getDefault().newWatchService());
        try {
            watch.register();
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        return watch;
    }

    /** Have something called for each change, those since the creation included, on a thread of its own. */
    public void begin(Runnable changed) {
        Thread thread = new Thread(() -> watch(changed), "concert-file-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Take note of no more changes. */
    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            logger.debug("Cannot end the watch over {}", file, e);
        }
    }

    private void watch(Runnable changed) {
        try {
            while (true) {
                if (matters(service.take())) {
                    awaitQuiet();
                    register();
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException e) {
            logger.trace("The watch over {} has ended", file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            logger.warn("Cannot watch {} any more: {}; changes are read when asked to", file, e.getMessage());
        }
    }

    private void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        WatchKey key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null && System.nanoTime() < end) {
            drain(key);
            key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (key != null) {
            drain(key);
        }
    }

    private static void drain(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    /** Take what happened in a folder; return whether it may concern the file. */
    private boolean matters(WatchKey key) {
        Set<Path> concerned = names.getOrDefault(key, Set.of());
        boolean matters = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            matters |= event.kind() == StandardWatchEventKinds.OVERFLOW
                    || (event.context() instanceof Path name && concerned.contains(name));
        }
        // A key that cannot be reset is of a folder that is gone.
        return !key.reset() || matters;
    }

    /** Watch the folders that matter now; those that do no more are let go. */
    private void register() throws IOException {
        Map<WatchKey, Set<Path>> now = registered();
        for (int i = 0; now == null && i < MOST_ATTEMPTS; i++) {
            now = registered();
        }
        if (now == null) {
            throw new IOException("the folders on the way to it come and go all the time");
        }
        Map<WatchKey, Set<Path>> kept = now;
        names.keySet().stream().filter(key -> !kept.containsKey(key)).forEach(WatchKey::cancel);
        names.clear();
        names.putAll(kept);
    }

    /** Return the names that matter, or null if a folder went away meanwhile. */
    private @Nullable Map<WatchKey, Set<Path>> registered() throws IOException {
        Map<WatchKey, Set<Path>> now = new HashMap<>();
        for (var folder : PathTrail.of(file).entrySet()) {
            try {
                WatchKey key = folder.getKey()
                        .register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE);
                now.computeIfAbsent(key, any -> new HashSet<>()).addAll(folder.getValue());
            } catch (NoSuchFileException | NotDirectoryException e) {
                return null;
            } catch (AccessDeniedException e) {
                logger.debug("Cannot see what happens in {}", folder.getKey(), e);
            }
        }
        return now;
    }
}
