/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Reads {@code logging.properties}: what the log shows, and how. */
public final class LogSettings {

    private static final String PREFIX = "org.slf4j.simpleLogger.";
    private static final String ONE_LEVEL = PREFIX + "log.";
    private static final String DEFAULT_LEVEL = PREFIX + "defaultLogLevel";

    private LogSettings() {}

    /**
     * Make the settings those of this process; works only before its first logger is made.
     *
     * @param files where they are: the first has to be there, later ones win
     * @param levelGiven whether the user named a level on the command line: it then holds for all loggers
     * @throws ServeException if a file cannot be read
     */
    public static void apply(List<Path> files, boolean levelGiven) throws ServeException {
        Properties settings = SettingsFiles.read(files);
        for (String name : settings.stringPropertyNames()) {
            boolean level = name.startsWith(ONE_LEVEL) || name.equals(DEFAULT_LEVEL);
            if (name.startsWith(PREFIX) && !(level && levelGiven)) {
                System.setProperty(name, settings.getProperty(name));
            }
        }
    }

    /** Have lines begin with their level: the journal notes the time of each, and takes the level from there. */
    public static void leaveTimesToTheJournal() {
        System.setProperty(PREFIX + "showDateTime", "false");
        System.setProperty(PREFIX + "levelInBrackets", "false");
    }
}
