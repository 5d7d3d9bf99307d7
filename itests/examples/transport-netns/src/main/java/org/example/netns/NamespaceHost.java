/* SPDX-License-Identifier: Apache-2.0 */
package org.example.netns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;

/** A network namespace of a machine: each command is run by nsenter there. */
final class NamespaceHost implements Host {

    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);

    /**
     * Goes into the namespace. It shares the files of its machine, so its tmux server, which is what makes it a machine of
     * its own, has another folder for its socket.
     */
    private static final String ENTER =
            "TMUX_TMPDIR=/run/netns-tmux/$1; export TMUX_TMPDIR; mkdir -p -m 700 \"$TMUX_TMPDIR\""
                    + " && name=$1 && shift && exec nsenter --net=/run/netns/\"$name\" -- \"$@\"";

    private final Target target;
    private final String name;
    private final Host machine;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    /**
     * Create a host.
     *
     * @param name the namespace
     * @param machine what it is on; its loss is the loss of this
     */
    NamespaceHost(Target target, String name, Host machine) {
        this.target = target;
        this.name = name;
        this.machine = machine;
        machine.lost().thenAccept(lost::complete);
    }

    /** Return where a namespace shows on its machine. */
    static String folder(String name) {
        return "/run/netns/" + name;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Channel open(Command command) throws TransportException {
        String program = command.arguments().get(0);
        if (lost.isDone()) {
            throw new TransportException(
                    "Cannot run %s on %s: the host is closed: %s".formatted(program, target, lost.join()));
        }
        requireProgram(program);
        Channel channel = machine.open(new Command(inside(command.arguments()), command.mergeErrors()));
        channels.add(channel);
        CompletionStage<ExitStatus> exit = channel.exit();
        exit.whenComplete((status, failure) -> channels.remove(channel));
        if (lost.isDone()) {
            channel.close();
        }
        return channel;
    }

    private List<String> inside(List<String> command) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", ENTER, "sh", name));
        words.addAll(command);
        return words;
    }

    /** That nsenter does not find a program would show in its exit code, which a program may have too. */
    private void requireProgram(String program) throws TransportException {
        try {
            Command search = Command.of("sh", "-c", "command -v \"$1\"", "sh", program);
            if (machine.run(search, LONGEST_SEARCH).exit().code() != 0) {
                throw new TransportException(
                        "Cannot run %s on %s: there is no such program".formatted(program, target));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("Cannot run %s on %s: interrupted".formatted(program, target), e);
        }
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public Optional<List<String>> inTerminalHere(List<String> command) {
        List<String> words = inside(command);
        return machine.target().machine().equals(Target.LOCAL) ? Optional.of(words) : machine.inTerminalHere(words);
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    @Override
    public void close() {
        lost.complete("closed");
        channels.forEach(Channel::close);
    }
}
