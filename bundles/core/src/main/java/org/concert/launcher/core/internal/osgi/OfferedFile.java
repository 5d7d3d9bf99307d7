/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.watch.FileWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the launcher of a file. While the file cannot be used there is none, and each change of the file is another
 * try; once there is one, it reads the file again. Safe for use by several threads.
 */
final class OfferedFile implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(OfferedFile.class);

    private final Path file;
    private final List<Path> files;
    private final Function<LauncherConfig, OfferedLauncher> opener;
    private final @Nullable FileWatch watch;

    private final Object changing = new Object();

    /** Guarded by this object, as are the fields after it. */
    private @Nullable OfferedLauncher offered;

    private Map<Path, FileWatch> included = Map.of();
    private boolean closed;

    private OfferedFile(List<Path> files, Function<LauncherConfig, OfferedLauncher> opener) {
        this.files = List.copyOf(files);
        this.file = files.get(files.size() - 1);
        this.opener = opener;
        // The watch comes before the first reading, so that no change is missed.
        this.watch = watch(file);
    }

    /**
     * Offer the launcher of a file until the result is closed.
     *
     * @param files the launcher file, after those that are read before it
     * @param opener opens and offers the launcher
     */
    static OfferedFile offer(List<Path> files, Function<LauncherConfig, OfferedLauncher> opener) {
        OfferedFile offered = new OfferedFile(files, opener);
        offered.open();
        if (offered.watch != null) {
            offered.watch.begin(offered::changed);
        }
        return offered;
    }

    private static @Nullable FileWatch watch(Path file) {
        try {
            return FileWatch.of(file);
        } catch (IOException e) {
            logger.warn("Cannot watch {}: {}; it is read again only when asked to, over JMX", file, e.getMessage());
            return null;
        }
    }

    /** Called by one watch after the other. */
    private void changed() {
        synchronized (changing) {
            readAgain();
        }
    }

    private void readAgain() {
        OfferedLauncher present = present();
        if (present == null) {
            open();
        } else {
            present.reload();
            try {
                watchIncluded(LauncherConfigReader.read(files));
            } catch (LauncherException e) {
                logger.debug("{}: what it includes is watched as before", file, e);
            }
        }
    }

    /** A change of what the file includes is a change of it. */
    private void watchIncluded(LauncherConfig config) {
        Map<Path, FileWatch> before;
        Map<Path, FileWatch> now = new HashMap<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            before = included;
            for (Path each : config.included()) {
                FileWatch known = before.get(each);
                FileWatch needed = known == null ? watch(each) : known;
                if (needed != null) {
                    now.put(each, needed);
                }
            }
            included = now;
        }
        now.forEach((each, needed) -> {
            if (!before.containsKey(each)) {
                needed.begin(this::changed);
            }
        });
        before.forEach((each, needless) -> {
            if (!now.containsKey(each)) {
                needless.close();
            }
        });
    }

    private synchronized @Nullable OfferedLauncher present() {
        return offered;
    }

    private void open() {
        LauncherConfig config;
        try {
            config = LauncherConfigReader.read(files);
        } catch (LauncherException e) {
            logger.error(
                    "Cannot offer the launcher of {}, until the file is put right:\n{}",
                    file,
                    String.join("\n", e.complaints()));
            return;
        }
        watchIncluded(config);
        OfferedLauncher opened = opener.apply(config);
        if (!keep(opened)) {
            opened.close();
        }
    }

    private synchronized boolean keep(OfferedLauncher opened) {
        if (closed) {
            return false;
        }
        offered = opened;
        return true;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        OfferedLauncher present;
        synchronized (this) {
            closed = true;
            included.values().forEach(FileWatch::close);
            included = Map.of();
            present = offered;
            offered = null;
        }
        if (present != null) {
            present.close();
        }
    }
}
