/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.nio.file.Path;
import org.concert.launcher.access.AccessFiles;
import org.concert.launcher.api.LauncherException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where users have their settings: users, TLS, framework, log, launchers, {@code deploy/}. The script that starts all looks for it
 * ({@code $CONCERT_LAUNCHER_ETC}, {@code ~/.config/concert-launcher}, {@code /etc/concert-launcher}); an option of a command wins.
 */
public final class SettingsFolder {

    @Option(
            names = "--etc",
            paramLabel = "DIR",
            description = "The settings: users, TLS, framework, log. Default: $CONCERT_LAUNCHER_ETC,"
                    + " ~/.config/concert-launcher or /etc/concert-launcher.")
    private @Nullable Path named;

    /** Return the folder of the program, without which something cannot be found. */
    public static Path home(String something) throws LauncherException {
        String home = System.getProperty("concert.launcher.home");
        if (home == null) {
            throw new LauncherException("Cannot find the " + something
                    + ": the system property concert.launcher.home is not set;"
                    + " start it by bin/concert_launcher of the distribution");
        }
        return Path.of(home);
    }

    /**
     * Return it, and have it be known to all of this process.
     *
     * @param home the folder of the program, whose own settings are used where nothing else is known
     */
    public Path of(Path home) {
        if (named != null) {
            System.setProperty(AccessFiles.SETTINGS, named.toAbsolutePath().toString());
        }
        String known = System.getProperty(AccessFiles.SETTINGS);
        return known == null ? home.resolve("etc") : Path.of(known);
    }
}
