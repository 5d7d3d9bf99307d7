/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.api.UserEnvironment;
import org.concert.launcher.config.internal.FileSource;
import org.concert.launcher.config.internal.LauncherFile;
import org.concert.launcher.config.internal.Report;

/** Reads launcher files. */
public final class LauncherConfigReader {

    /** Names the folder of captured output where the file names none, as the Python original had it. */
    private static final String LOG_FOLDER = "CONCERT_LAUNCHER_STDOUT_PATH";

    private LauncherConfigReader() {}

    /**
     * Read a launcher file.
     *
     * @param file the file; messages name it just as it is given
     * @throws ConfigException if it cannot be read or holds mistakes; it then names all of them
     */
    public static LauncherConfig read(Path file) throws ConfigException {
        return read(List.of(file));
    }

    /**
     * Read a launcher file, which is the last of these: those before it are read first, as if it included them.
     *
     * @param files at least one; messages name each just as it is given
     * @throws ConfigException if one cannot be read or holds mistakes; it then names all of them
     */
    public static LauncherConfig read(List<Path> files) throws ConfigException {
        Path file = files.get(files.size() - 1);
        Report report = new Report(file.toString());
        String folder = UserEnvironment.variables().getOrDefault(LOG_FOLDER, "");
        return new LauncherFile(file, report, folder)
                .read(files.subList(0, files.size() - 1), FileSource.read(file, report));
    }

    /**
     * Read the text of a launcher file.
     *
     * @param text what the file holds
     * @param file what messages call it, and whose folder gives the default session; need not exist
     * @throws ConfigException if the text holds mistakes; it then names all of them
     */
    public static LauncherConfig parse(String text, Path file) throws ConfigException {
        return new LauncherFile(file, new Report(file.toString()), "").read(List.of(), text);
    }
}
