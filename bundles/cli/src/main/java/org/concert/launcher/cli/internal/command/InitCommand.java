/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a launcher file to begin with. */
@Command(
        name = "init",
        customSynopsis = "concert_launcher init [FILE]",
        header = "Write a launcher file to begin with, commented.",
        description = {
            "",
            "It runs as it is, made of shell loops: a process that depends on another, a one-shot, a variant, a target, a check. What is"
                    + " there is never written over.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  concert_launcher init", "  concert_launcher run demo"})
public final class InitCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to write. Default: ./launcher.yaml.")
    private Path file = Path.of(LauncherAccess.DEFAULT_FILE);

    public InitCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws LauncherException {
        Path path = environment.directory().resolve(file);
        try {
            Files.writeString(path, template(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new LauncherException(
                    "Cannot write " + path + ": it is there already; name another file, or move it away", e);
        } catch (IOException e) {
            throw new LauncherException("Cannot write " + path + ": " + e, e);
        }
        boolean usual = file.equals(Path.of(LauncherAccess.DEFAULT_FILE));
        String typed = LauncherAccess.program(environment) + (usual ? "" : " -c " + ShellQuote.word(file.toString()));
        environment.out().println("Wrote " + path);
        environment.out().println("Try next: " + typed + " run demo");
        return ExitCode.DONE;
    }

    private static String template() throws IOException {
        try (InputStream stream = InitCommand.class.getResourceAsStream("init.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("Cannot find init.yaml in the bundle");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
