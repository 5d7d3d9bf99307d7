/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.LogLevel;

/** The one place that finds the launcher file and opens a launcher on it. */
public final class LauncherAccess implements LauncherSource {

    static final String DEFAULT_FILE = "launcher.yaml";
    /** How the user called this program: the scripts that start it say so. */
    static final String PROGRAM_VARIABLE = "CONCERT_LAUNCHER_PROGRAM";

    public static final String DEFAULT_VARIABLE = "CONCERT_LAUNCHER_DEFAULT_CONFIG";

    /** Names the demo of a checkout, which is for who has nothing else yet. */
    static final String DEMO_VARIABLE = "CONCERT_LAUNCHER_DEMO";

    private static final List<String> DEFAULT_FILES = List.of(DEFAULT_FILE, "launcher.yml");

    private final Environment environment;
    private final RootCommand root;

    /** Create one for a command line whose common options are in {@code root}. */
    public LauncherAccess(Environment environment, RootCommand root) {
        this.environment = environment;
        this.root = root;
    }

    /**
     * Return the launcher file to use, after those that are read before it, and tell the user if that is the demo.
     *
     * @throws LauncherException if none was named and none is found, or the one named is not there
     */
    public List<Path> files() throws LauncherException {
        List<Path> files = files(root.files());
        if (root.files().isEmpty() && environment.has(DEMO_VARIABLE) && files.contains(demo())) {
            environment
                    .err()
                    .println("concert_launcher: There is no ./" + DEFAULT_FILE + ", so this uses the demo, " + demo()
                            + "; -c FILE names another");
            environment.err().flush();
        }
        return files;
    }

    private Path demo() {
        return Path.of(environment.value(DEMO_VARIABLE));
    }

    /** Return the launcher files to use when the command line names these, or none. */
    public List<Path> files(List<Path> named) throws LauncherException {
        List<Path> files = new ArrayList<>();
        for (Path each : named) {
            files.add(existing(environment.directory().resolve(each), "-c"));
        }
        return named.isEmpty() ? List.of(defaultFile()) : files;
    }

    private Path defaultFile() throws LauncherException {
        for (String name : DEFAULT_FILES) {
            Path here = environment.directory().resolve(name);
            if (Files.exists(here)) {
                return here;
            }
        }
        if (environment.has(DEFAULT_VARIABLE)) {
            return existing(Path.of(environment.value(DEFAULT_VARIABLE)), "$" + DEFAULT_VARIABLE);
        }
        if (environment.has(DEMO_VARIABLE)) {
            return demo();
        }
        throw new LauncherException("Cannot find a launcher file: there is no ./" + DEFAULT_FILE + " and $"
                + DEFAULT_VARIABLE + " is not set; name one with -c FILE");
    }

    /** Open a launcher, let a command work with it, and close it. */
    @Override
    public int use(Work work) throws LauncherException, InterruptedException {
        try (Launcher launcher = environment.launchers().open(files())) {
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
        String files = root.files().stream()
                .map(file -> " -c " + ShellQuote.word(file.toString()))
                .collect(Collectors.joining());
        return program(environment) + " " + command + files;
    }

    /** Return what the user types to call this program. */
    public static String program(Environment environment) {
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
