/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;

/** This machine with a shell of the test's choice in the place of {@code sh}. */
final class ShellHost implements Host {

    private final List<String> shell;

    ShellHost(String... shell) {
        this.shell = List.of(shell);
    }

    @Override
    public Target target() {
        return Target.machine(Target.LOCAL);
    }

    @Override
    public Channel open(Command command) {
        List<String> arguments = new ArrayList<>(shell);
        arguments.addAll(command.arguments().subList(1, command.arguments().size()));
        try {
            Process process =
                    new ProcessBuilder(arguments).redirectErrorStream(true).start();
            return new ProcessChannel(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public void close() {}

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
