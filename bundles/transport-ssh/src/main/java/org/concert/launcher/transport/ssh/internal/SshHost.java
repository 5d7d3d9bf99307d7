/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A machine that is logged in to; all its channels share one connection. */
final class SshHost implements Host {

    private static final Logger logger = LoggerFactory.getLogger(SshHost.class);

    /** Every machine has it. */
    private static final String SHELL = "sh";

    /** A machine that takes longer to find a program is as good as lost. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(30);

    private final Target target;
    private final SshDestination destination;
    private final List<String> options;
    private final SshLogin.Connection connection;
    private final SshSessions sessions;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /**
     * Create a host.
     *
     * @param options arguments for each call of ssh
     * @param connection is closed with the host
     */
    SshHost(Target target, SshDestination destination, List<String> options, SshLogin.Connection connection) {
        this.target = target;
        this.destination = destination;
        this.options = options;
        this.connection = connection;
        this.sessions = new SshSessions(
                target.machine(), connection.client(), connection.settings().variables(), lost);
        connection
                .client()
                .getTransport()
                .setDisconnectListener((reason, message) ->
                        lost.complete(message == null || message.isEmpty() ? String.valueOf(reason) : message));
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Channel open(Command command) throws TransportException {
        String program = command.arguments().get(0);
        if (lost.isDone()) {
            throw new TransportException("Cannot run %s on machine %s: the connection is lost: %s"
                    .formatted(program, target.machine(), lost.join()));
        }
        requireProgram(program);
        return sessions.start(command);
    }

    /** A shell tells a missing program by an exit code that programs may have too, so it is looked for, once. */
    private void requireProgram(String program) throws TransportException {
        if (program.equals(SHELL) || present.contains(program)) {
            return;
        }
        try (Channel search = sessions.start(
                Command.of(SHELL, "-c", "command -v \"$1\"", SHELL, program).merged())) {
            search.stdout().readAllBytes();
            if (search.exit()
                            .toCompletableFuture()
                            .get(LONGEST_SEARCH.toSeconds(), TimeUnit.SECONDS)
                            .code()
                    != 0) {
                throw new TransportException(
                        "Cannot run %s on machine %s: there is no such program".formatted(program, target.machine()));
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw sessions.cannotRun(program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw sessions.cannotRun(program, e);
        }
        present.add(program);
    }

    @Override
    public TerminalCommand inTerminal(List<String> command, Map<String, String> environment) {
        return new TerminalCommand(command, environment);
    }

    @Override
    public Optional<List<String>> inTerminalHere(List<String> command) {
        List<String> ssh = new ArrayList<>(List.of("ssh", "-t"));
        ssh.addAll(options);
        ssh.addAll(destination.arguments());
        ssh.add(ShellQuote.words(command));
        return Optional.of(ssh);
    }

    @Override
    public CompletionStage<String> lost() {
        return lost;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            sessions.close();
            lost.complete("closed");
            try {
                connection.close();
            } catch (IOException e) {
                logger.debug("{}: cannot be left properly", target.machine(), e);
            }
        }
    }
}
