/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.cli.internal.Cli;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.Foreground;
import org.concert.launcher.config.LauncherConfigReader;
import org.concert.launcher.core.internal.ConcertLauncher;
import org.concert.launcher.core.internal.machine.Transports;
import org.concert.launcher.transport.docker.internal.DockerTransport;
import org.concert.launcher.transport.local.internal.LocalTransport;
import org.concert.launcher.transport.ssh.internal.SshTransport;

/** The command line in the JVM of the tests, in a folder and an environment of its own. */
final class CommandLineHere {

    /** What the JVM may have and a user of the lab has not. */
    static final Set<String> NOT_INHERITED =
            Set.of("TMUX", "TMUX_PANE", "XDG_STATE_HOME", "XDG_CACHE_HOME", "CONCERT_LAUNCHER_DEFAULT_CONFIG");

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * Create one.
     *
     * @param folder where it works
     * @param environment all that it finds in its environment
     */
    CommandLineHere(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** Run a command line to its end, which must come in time. */
    Lab.Ended run(Duration patience, String... arguments) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var running = new FutureTask<>(() -> new Cli(environment(out, err)).run(arguments));
        var thread = new Thread(running, "concert_launcher " + String.join(" ", arguments));
        thread.start();
        try {
            int code = running.get(patience.toSeconds(), TimeUnit.SECONDS);
            return new Lab.Ended(code, text(out), text(err));
        } catch (TimeoutException e) {
            var waiting = new AssertionError("No end within %d s of %s; it printed:%n%s%s"
                    .formatted(patience.toSeconds(), thread.getName(), text(out), text(err)));
            waiting.setStackTrace(thread.getStackTrace());
            running.cancel(true);
            throw waiting;
        } catch (ExecutionException e) {
            throw new AssertionError(thread.getName() + " failed", e.getCause());
        }
    }

    private Environment environment(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Environment(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                () -> false,
                environment,
                folder,
                Clock.systemUTC(),
                ZoneId::systemDefault,
                action -> () -> {},
                this::open,
                new Foreground() {
                    @Override
                    public boolean confirms(String question) {
                        return true;
                    }

                    @Override
                    public boolean isTerminal() {
                        return false;
                    }

                    @Override
                    public int run(List<String> command, Set<String> without) {
                        throw new AssertionError("It wants a terminal, which no command does without one: " + command);
                    }
                });
    }

    private Launcher open(List<Path> files) throws LauncherException {
        Map<String, String> variables = new HashMap<>(environment);
        // A variable of the JVM can be emptied, but not be taken away.
        NOT_INHERITED.stream()
                .filter(name -> System.getenv(name) != null)
                .forEach(name -> variables.putIfAbsent(name, ""));
        var transports = new Transports(Duration.ZERO);
        transports.add(new LocalTransport(variables));
        transports.add(new SshTransport(variables));
        transports.add(new DockerTransport());
        return new ConcertLauncher(LauncherConfigReader.read(files), transports, Clock.systemUTC());
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
