/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.ShellHost;

/** A transport and its one machine, on which every command of tmux just prints what the test says. Its shell is one of this machine. */
final class PrintingMachine implements Transport, Host {

    private final Function<List<String>, Printed> programs;
    private final ShellHost shell;
    private final List<List<String>> commands = new ArrayList<>();
    private boolean closed;

    /**
     * What a program does.
     *
     * @param text what it prints
     * @param exitCode how it ends
     */
    record Printed(String text, int exitCode) implements Channel {

        @Override
        public OutputStream stdin() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream stdout() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public InputStream stderr() {
            return InputStream.nullInputStream();
        }

        @Override
        public CompletionStage<ExitStatus> exit() {
            return CompletableFuture.completedFuture(ExitStatus.ofCode(exitCode));
        }

        @Override
        public void close() {}
    }

    PrintingMachine(Function<List<String>, Printed> programs) {
        this(programs, "/nowhere");
    }

    /** Create a machine with another folder of tmux sockets for its shell. */
    PrintingMachine(Function<List<String>, Printed> programs, String sockets) {
        this.programs = programs;
        this.shell = new ShellHost(Map.of("TMUX_TMPDIR", sockets));
    }

    /** Return the arguments of what was run so far. */
    List<List<String>> commands() {
        return commands;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public String name() {
        return "printing";
    }

    @Override
    public boolean serves(Target target) {
        return true;
    }

    @Override
    public Host open(Target target, Machines machines) {
        return this;
    }

    @Override
    public Target target() {
        return Target.machine("paper");
    }

    @Override
    public Channel open(Command command) throws TransportException {
        if (command.arguments().stream().anyMatch(argument -> argument.contains("tell_output"))) {
            return shell.open(command);
        }
        commands.add(command.arguments());
        return programs.apply(command.arguments());
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public CompletionStage<String> lost() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        shell.close();
        closed = true;
    }
}
