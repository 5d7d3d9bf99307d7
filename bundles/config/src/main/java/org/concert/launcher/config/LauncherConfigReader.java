/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.nio.file.Path;
import org.concert.launcher.config.internal.FileSource;
import org.concert.launcher.config.internal.LauncherFile;
import org.concert.launcher.config.internal.Report;

/** Reads launcher files. */
public final class LauncherConfigReader {

    private LauncherConfigReader() {}

    /**
     * Read a launcher file.
     *
     * @param file the file; messages name it just as it is given
     * @throws ConfigException if it cannot be read or holds mistakes; it then names all of them
     */
    public static LauncherConfig read(Path file) throws ConfigException {
        return parse(FileSource.read(file, new Report(file.toString())), file);
    }

    /**
     * Read the text of a launcher file.
     *
     * @param text what the file holds
     * @param file what messages call it, and whose folder gives the default session; need not exist
     * @throws ConfigException if the text holds mistakes; it then names all of them
     */
    public static LauncherConfig parse(String text, Path file) throws ConfigException {
        return new LauncherFile(file, new Report(file.toString())).read(text);
    }
}
