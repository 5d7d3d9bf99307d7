/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How tests run the launcher from the jars of the build. Tests start it a thousand times, so its classes are prepared once,
 * as the start script of the distribution does it.
 */
final class LauncherJvm {

    /** Classes can be prepared from jars only; the folders on the class path are those of the tests. */
    private static final String JARS = classPath(true);

    private static final List<String> JAVA = prepare();

    private LauncherJvm() {}

    /** Return the words that run the launcher with these arguments. */
    static List<String> command(String... arguments) {
        return words(JARS, "org.concert.launcher.cli.Main", arguments);
    }

    /** Return the words that run a program of the tests, which embeds a launcher, with these arguments. */
    static List<String> commandOf(Class<?> program, String... arguments) {
        return words(JARS + File.pathSeparator + classPath(false), program.getName(), arguments);
    }

    private static List<String> words(String classPath, String program, String... arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of("-cp", classPath, program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath(boolean jars) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") == jars)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> prepare() {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xlog:cds*=off");
        try {
            // No socket could have a path as long as this.
            Path prepared = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "launcher-jvm".repeat(10));
            Path archive = prepared.resolve("classes.jsa");
            List<String> rehearsal = new ArrayList<>(java);
            rehearsal.addAll(List.of(
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-cp",
                    JARS,
                    "org.concert.launcher.cli.internal.Rehearsal",
                    prepared.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(rehearsal).redirectErrorStream(true).directory(prepared.toFile());
            builder.environment().put("TMUX_TMPDIR", prepared.toString());
            builder.environment().remove("TMUX");
            Process process = builder.redirectInput(new File("/dev/null")).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || !Files.exists(archive)) {
                throw new IOException("The launcher's classes were not prepared: " + said);
            }
            List<String> command = new ArrayList<>(java);
            command.add("-XX:SharedArchiveFile=" + archive);
            return List.copyOf(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
