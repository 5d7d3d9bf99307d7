/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.gogo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.UserEnvironment;
import org.concert.launcher.cli.internal.ShellCommands;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ExitCode;
import org.concert.launcher.cli.internal.terminal.Foreground;
import org.concert.launcher.cli.internal.terminal.Interrupts;
import org.jspecify.annotations.Nullable;

/** One command at work in a shell: it runs on a thread of its own, and that of the shell prints and is interrupted. */
final class ShellCommand {

    private final String name;
    private final Console console = new Console();
    private final AtomicReference<@Nullable Runnable> onInterrupt = new AtomicReference<>();
    private volatile int exitCode = ExitCode.FAILED;

    ShellCommand(String name) {
        this.name = name;
    }

    /**
     * Run it to its end, on the thread of the shell.
     *
     * @throws CommandFailedException if it ends with another exit code than 0, unless it was interrupted
     */
    void run(List<Launcher> launchers, List<String> arguments) {
        var commands = new ShellCommands(environment(), new LauncherChoice(launchers));
        Thread worker = new Thread(() -> work(() -> commands.run(name, arguments)), "concert-shell-" + name);
        worker.setDaemon(true);
        worker.start();
        PrintStream out = System.out;
        PrintStream err = System.err;
        boolean printed = false;
        while (!printed) {
            try {
                console.printAll(out, err);
                printed = true;
            } catch (InterruptedException e) {
                interrupt(worker);
            }
        }
        if (exitCode != ExitCode.DONE && exitCode != ExitCode.INTERRUPTED) {
            throw new CommandFailedException(ShellCommands.SCOPE + ":" + name, exitCode);
        }
    }

    private void work(IntSupplier command) {
        try {
            Actor.runAs(Actor.ofProcess("shell"), () -> exitCode = command.getAsInt());
        } finally {
            console.end();
        }
    }

    /** A command that says what becomes of what it began does so; any other just ends, as does one that does not end. */
    private void interrupt(Thread worker) {
        Runnable action = onInterrupt.getAndSet(null);
        if (action == null) {
            worker.interrupt();
        } else {
            action.run();
        }
    }

    private Environment environment() {
        Interrupts interrupts = action -> {
            onInterrupt.set(action);
            return () -> onInterrupt.compareAndSet(action, null);
        };
        return new Environment(
                console.stream(false),
                console.stream(true),
                false,
                () -> true,
                UserEnvironment.variables(),
                Path.of(""),
                Clock.systemUTC(),
                ZoneId::systemDefault,
                interrupts,
                file -> {
                    throw new LauncherException("Cannot open " + file + ": in a framework a launcher is a service");
                },
                new NoTerminal());
    }

    private record NoTerminal() implements Foreground {

        /** Nothing is stopped here by leaving something out. */
        @Override
        public boolean confirms(String question) {
            return false;
        }

        @Override
        public boolean isTerminal() {
            return false;
        }

        @Override
        public int run(List<String> command, Set<String> without) throws IOException {
            throw new IOException("Cannot run " + command + ": there is no terminal");
        }
    }
}
