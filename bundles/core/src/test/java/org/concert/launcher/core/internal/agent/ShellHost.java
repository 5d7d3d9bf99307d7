/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;

/** This machine, for tests that run real programs. */
public final class ShellHost implements Host {

    private final List<String> shell;
    private final List<Process> started = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment;

    /** Create a machine with the environment of the test. */
    public ShellHost() {
        this(Map.of());
    }

    /** Create a machine with other variables. */
    public ShellHost(Map<String, String> environment) {
        this(environment, List.of("sh"));
    }

    /** Create a machine with another shell in the place of {@code sh}. */
    public ShellHost(Map<String, String> environment, List<String> shell) {
        this.environment = environment;
        this.shell = shell;
    }

    @Override
    public Target target() {
        return Target.machine("here");
    }

    @Override
    public Channel open(Command command) throws TransportException {
        // A session of its own, as every transport gives: what a script signals its process group with stays there.
        List<String> arguments = new ArrayList<>(List.of("setsid"));
        boolean isShell = command.arguments().get(0).equals("sh");
        arguments.addAll(isShell ? shell : command.arguments().subList(0, 1));
        arguments.addAll(command.arguments().subList(1, command.arguments().size()));
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(command.mergeErrors());
        builder.environment().keySet().removeIf(name -> name.startsWith("CONCERT_LAUNCHER_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            started.add(process);
            return new ProcessChannel(process);
        } catch (IOException e) {
            throw new TransportException("Cannot start " + command.arguments().get(0), e);
        }
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public Optional<List<String>> inTerminalHere(List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("env", "-u", "TMUX"));
        environment.forEach((name, value) -> arguments.add(name + "=" + value));
        arguments.addAll(command);
        return Optional.of(arguments);
    }

    @Override
    public CompletionStage<String> lost() {
        return new CompletableFuture<>();
    }

    /** Kill what was started here itself, as a machine that goes down would. */
    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    private record ProcessChannel(Process process) implements Channel {

        @Override
        public OutputStream stdin() {
            return process.getOutputStream();
        }

        @Override
        public InputStream stdout() {
            return process.getInputStream();
        }

        @Override
        public InputStream stderr() {
            return process.getErrorStream();
        }

        @Override
        public CompletionStage<ExitStatus> exit() {
            return process.onExit().thenApply(ended -> ExitStatus.ofCode(ended.exitValue()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
