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

    private static final List<String> COMMAND = command();

    private LauncherJvm() {}

    /** Return the words that run the launcher with these arguments. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> command() {
        // Classes can be prepared from jars only; the folders on the class path are those of the tests.
        String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
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
                    jars,
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
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-cp", jars, "org.concert.launcher.cli.Main"));
            return List.copyOf(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
