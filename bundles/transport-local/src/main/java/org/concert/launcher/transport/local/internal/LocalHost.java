/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.local.internal;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.api.UserEnvironment;

/** Starts programs on this machine, each in a session of its own: no terminal, and no Ctrl-C meant for the launcher. */
final class LocalHost implements Host {

    /**
     * What must not reach the programs: TMUX would lead them to the tmux server that the launcher happens to run in,
     * and a mark of ours would make them part of the process that the launcher happens to run in.
     */
    private static final List<String> LEFT_OUT =
            List.of("TMUX", "TMUX_PANE", "CONCERT_LAUNCHER_RUN", "CONCERT_LAUNCHER_JOB", "CONCERT_LAUNCHER_PROGRAM");

    private final Target target;
    private final Map<String, String> variables;
    private final ProgramPath programs;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final SignalUnblocking unblocking;
    private final Set<LocalChannel> channels = ConcurrentHashMap.newKeySet();

    /**
     * Create a host.
     *
     * @param target this machine
     * @param variables what programs find in their environment besides that of the launcher
     * @param programs where they are looked for
     */
    LocalHost(Target target, Map<String, String> variables, ProgramPath programs) {
        this.target = target;
        this.variables = variables;
        this.programs = programs;
        this.unblocking = new SignalUnblocking(programs);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Channel open(Command command) throws TransportException {
        requireOpen(command);
        ProcessBuilder builder = new ProcessBuilder(arguments(command)).redirectErrorStream(command.mergeErrors());
        builder.directory(new File("/"));
        // What is not touched keeps its bytes, whatever the JVM's locale makes of them.
        UserEnvironment.restore(builder.environment());
        builder.environment().putAll(variables);
        builder.environment().keySet().removeAll(LEFT_OUT);
        LocalChannel channel;
        try {
            channel = new LocalChannel(builder.start());
        } catch (IOException e) {
            throw new TransportException(
                    "Cannot run %s: %s".formatted(command.arguments().get(0), e.getMessage()), e);
        }
        channels.add(channel);
        channel.exit().whenComplete((exit, error) -> channels.remove(channel));
        if (lost.isDone()) {
            channel.close();
            requireOpen(command);
        }
        return channel;
    }

    private void requireOpen(Command command) throws TransportException {
        if (lost.isDone()) {
            throw new TransportException("Cannot run %s: the host is closed"
                    .formatted(command.arguments().get(0)));
        }
    }

    private List<String> arguments(Command command) throws TransportException {
        String program = command.arguments().get(0);
        File file = programs.find(program)
                .orElseThrow(() -> new TransportException(
                        "Cannot run %s: there is no such program on this machine".formatted(program)));
        List<String> arguments = new ArrayList<>();
        programs.find("setsid").ifPresent(setsid -> arguments.add(setsid.getPath()));
        arguments.addAll(unblocking.get());
        List<String> found = new ArrayList<>(command.arguments());
        found.set(0, file.getAbsolutePath());
        arguments.addAll(EncodedArguments.of(found));
        return arguments;
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> variables) {
        return new TerminalCommand(command, variables);
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    @Override
    public void close() {
        lost.complete("closed");
        channels.forEach(LocalChannel::close);
    }
}
