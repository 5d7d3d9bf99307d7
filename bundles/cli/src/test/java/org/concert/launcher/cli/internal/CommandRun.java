/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.LauncherFactory;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.Foreground;

/** Runs command lines on a fake launcher, and keeps what they print. */
final class CommandRun {

    static final Instant NOW = Instant.parse("2026-01-01T14:03:07.120Z");

    final FakeLauncher launcher = new FakeLauncher();
    final Map<String, String> variables = new HashMap<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream outStream = out;
    LauncherFactory launchers = file -> launcher;
    final List<String> foreground = new ArrayList<>();
    int foregroundCode;
    final List<String> questions = new ArrayList<>();
    boolean confirms;
    boolean terminal;
    boolean pipe;
    Runnable onInterrupt = () -> {};

    /** Whether an interruption comes as soon as one is listened for. */
    boolean interrupted;

    private final Path directory;

    /** Create one for a directory; the launcher file is only looked for there, not read. */
    CommandRun(Path directory) {
        this.directory = directory;
    }

    int run(String... args) {
        var environment = new Environment(
                new PrintStream(outStream, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminal,
                () -> pipe,
                variables,
                directory,
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> ZoneOffset.UTC,
                action -> {
                    onInterrupt = action;
                    if (interrupted) {
                        action.run();
                    }
                    return () -> onInterrupt = () -> {};
                },
                launchers,
                new Foreground() {
                    @Override
                    public boolean confirms(String question) {
                        questions.add(question);
                        return confirms;
                    }

                    @Override
                    public boolean isTerminal() {
                        return terminal;
                    }

                    @Override
                    public int run(List<String> command, Set<String> without) {
                        foreground.add(command + " without " + without);
                        return foregroundCode;
                    }
                });
        return new Cli(environment).run(args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
