/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.concert.launcher.cli.internal.command.LauncherAccess;
import org.concert.launcher.cli.internal.terminal.Environment;

/**
 * Uses the classes that commands use, so that the JVM can archive them for the starts to come (AppCDS). The launch
 * script runs it once per Java and version, in the background. It starts no process and asks no tmux server of the
 * user's.
 */
public final class Rehearsal {

    private static final String OWN = "org/concert/launcher/";

    /** By this header, a bundle names the folders of a library inside it that commands use often, with commas between. */
    private static final String PREPARED = "Concert-Launcher-Prepared";

    private Rehearsal() {}

    /**
     * Run some harmless commands, then load every class of our own, and what bundles name besides.
     *
     * @param arguments a folder to write to
     * @throws IOException if the folder cannot be written to, or a jar cannot be read
     * @throws IllegalStateException if a command ends otherwise than it should, so has not used all that it could
     */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Path folder = Path.of(arguments[0]);
        // Not in that folder: the path of a socket may have 107 bytes at most.
        Path sockets = Files.createTempDirectory("concert-launcher");
        Path file = Files.writeString(folder.resolve("launcher.yaml"), """
                context:
                  session: rehearsal
                  tmux_socket: %s
                  params: { rate: 100 }
                sensor:
                  cmd: sensor --rate {rate}
                  ready_check: sensor-is-up
                control:
                  cmd: control
                  depends: [sensor]
                  variants:
                    verbose:
                      cmd: "{cmd} --verbose"
                    mode:
                      - fast: { params: { rate: 1000 } }
                      - slow: { params: { rate: 10 } }
                """.formatted(sockets.resolve("nobody")));
        rehearse(file, 0, "--version");
        rehearse(file, 0, "validate");
        rehearse(file, 0, "plan", "control", "-v", "verbose");
        rehearse(file, 0, "status");
        rehearse(file, 0, "status", "--json");
        rehearse(file, 0, "__complete", "bash", "concert_launcher run control -v ", " =:");
        rehearse(file, 2, "no-such-command");
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            loadOwnClasses(jar);
        }
        Files.delete(sockets);
        System.exit(0);
    }

    private static void rehearse(Path file, int expected, String... line) {
        int code = new Cli(environment(file)).run(line);
        if (code != expected) {
            throw new IllegalStateException(
                    "%s ended with %d instead of %d".formatted(String.join(" ", line), code, expected));
        }
    }

    private static void loadOwnClasses(String path) throws IOException, ClassNotFoundException {
        try (JarFile jar = new JarFile(path)) {
            Manifest manifest = jar.getManifest();
            String prepared =
                    manifest == null ? null : manifest.getMainAttributes().getValue(PREPARED);
            List<String> folders = List.of((prepared == null ? OWN : OWN + "," + prepared).split(",", -1));
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && folders.stream().anyMatch(name::startsWith)) {
                    String type =
                            name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    Class.forName(type, false, Rehearsal.class.getClassLoader());
                }
            }
        }
    }

    private static Environment environment(Path file) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Environment real = Environment.ofProcess();
        return new Environment(
                nowhere,
                nowhere,
                true,
                real.outIsPipe(),
                Map.of(LauncherAccess.DEFAULT_VARIABLE, file.toString(), "TERM", "xterm"),
                file.resolveSibling("elsewhere"),
                real.clock(),
                real.zone(),
                real.interrupts(),
                real.launchers(),
                real.foreground());
    }
}
