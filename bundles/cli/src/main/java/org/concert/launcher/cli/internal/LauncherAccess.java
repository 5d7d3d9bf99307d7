/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ShellQuote;
import org.jspecify.annotations.Nullable;

/** The one place that finds the launcher file and opens a launcher on it. */
public final class LauncherAccess implements LauncherSource {

    static final String DEFAULT_FILE = "launcher.yaml";
    /** How the user called this program: the scripts that start it say so. */
    static final String PROGRAM_VARIABLE = "CONCERT_LAUNCHER_PROGRAM";

    static final String DEFAULT_VARIABLE = "CONCERT_LAUNCHER_DEFAULT_CONFIG";

    private final Environment environment;
    private final RootCommand root;

    /** Create one for a command line whose common options are in {@code root}. */
    public LauncherAccess(Environment environment, RootCommand root) {
        this.environment = environment;
        this.root = root;
    }

    /**
     * Return the launcher file to use.
     *
     * @throws LauncherException if none was named and none is found, or the one named is not there
     */
    public Path file() throws LauncherException {
        return file(root.file());
    }

    /** Return the launcher file to use when the command line names this one, or none. */
    Path file(@Nullable Path named) throws LauncherException {
        if (named != null) {
            return existing(environment.directory().resolve(named), "-c");
        }
        Path here = environment.directory().resolve(DEFAULT_FILE);
        if (Files.exists(here)) {
            return here;
        }
        if (environment.has(DEFAULT_VARIABLE)) {
            return existing(Path.of(environment.value(DEFAULT_VARIABLE)), "$" + DEFAULT_VARIABLE);
        }
        throw new LauncherException("Cannot find a launcher file: there is no ./" + DEFAULT_FILE + " and $"
                + DEFAULT_VARIABLE + " is not set; name one with -c FILE");
    }

    /** Open a launcher, let a command work with it, and close it. */
    @Override
    public int use(Work work) throws LauncherException, InterruptedException {
        try (Launcher launcher = environment.launchers().open(file())) {
            return work.with(launcher);
        }
    }

    /** Log errors only, unless the user asked for more than is logged by default. */
    @Override
    public void logErrorsOnly() {
        if (root.level() == LogLevel.WARN) {
            LogLevel.ERROR.apply();
        }
    }

    @Override
    public String typed(String command) {
        String file =
                root.file() == null ? "" : " -c " + ShellQuote.word(root.file().toString());
        return program(environment) + " " + command + file;
    }

    /** Return what the user types to call this program. */
    static String program(Environment environment) {
        return environment.has(PROGRAM_VARIABLE)
                ? ShellQuote.word(environment.value(PROGRAM_VARIABLE))
                : "concert_launcher";
    }

    private static Path existing(Path file, String source) throws LauncherException {
        if (!Files.exists(file)) {
            throw new LauncherException(
                    "Cannot read the launcher file " + file + " (from " + source + "): no such file");
        }
        return file;
    }
}
