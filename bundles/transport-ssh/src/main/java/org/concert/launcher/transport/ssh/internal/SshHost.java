/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
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

    /**
     * So many sessions does sshd allow on one connection, where it is not told otherwise (sshd_config(5), MaxSessions), but
     * for one, which ends the others.
     */
    private static final int SESSIONS = 9;

    private static final Duration BETWEEN_OPENINGS = Duration.ofMillis(50);

    /** A machine that does not answer is left with what runs there. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** Every machine has it. */
    private static final String SHELL = "sh";

    /** A session becomes free when a command ends. */
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final Target target;
    private final SshDestination destination;
    private final List<String> options;
    private final SshLogin.Connection connection;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<SshChannel> channels = ConcurrentHashMap.newKeySet();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Semaphore sessions = new Semaphore(SESSIONS, true);
    private final ExecutorService endings = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "concert-ssh-end-" + target());
        thread.setDaemon(true);
        return thread;
    });

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
        return start(command);
    }

    /** A shell tells a missing program by an exit code that programs may have too, so it is looked for, once. */
    private void requireProgram(String program) throws TransportException {
        if (program.equals(SHELL) || present.contains(program)) {
            return;
        }
        try (Channel search = start(
                Command.of(SHELL, "-c", "command -v \"$1\"", SHELL, program).merged())) {
            search.stdout().readAllBytes();
            if (search.exit()
                            .toCompletableFuture()
                            .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                            .code()
                    != 0) {
                throw new TransportException(
                        "Cannot run %s on machine %s: there is no such program".formatted(program, target.machine()));
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw cannotRun(program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotRun(program, e);
        }
        present.add(program);
    }

    private SshChannel start(Command command) throws TransportException {
        String program = command.arguments().get(0);
        try {
            if (!sessions.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new TransportException("Cannot run %s on machine %s: no session became free within %d s"
                        .formatted(program, target.machine(), LONGEST_WAIT_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotRun(program, e);
        }
        CommandSession session;
        try {
            session = openSession();
        } catch (OpenFailException e) {
            sessions.release();
            throw new TransportException(
                    "Cannot run %s on machine %s: it gives no more sessions (MaxSessions of its sshd): %s"
                            .formatted(program, target.machine(), e.getMessage()),
                    e);
        } catch (IOException e) {
            sessions.release();
            throw cannotRun(program, e);
        }
        SshChannel channel = new SshChannel(program + " on " + target.machine(), session, this::end);
        channels.add(channel);
        session.over().thenRun(() -> {
            channels.remove(channel);
            sessions.release();
        });
        try {
            session.exec(LoginShell.line(command));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw cannotRun(program, e);
        }
    }

    /** sshd may still count a session that it has told us is over. */
    private CommandSession openSession() throws IOException {
        long deadlineNanos = System.nanoTime() + LONGEST_END.toNanos();
        while (true) {
            CommandSession session = new CommandSession(connection.client().getConnection());
            try {
                session.open();
                return session;
            } catch (OpenFailException e) {
                if (System.nanoTime() > deadlineNanos || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_OPENINGS.toNanos());
            }
        }
    }

    private TransportException cannotRun(String program, Exception why) {
        String reason = lost.isDone() ? "the connection is lost: " + lost.join() : String.valueOf(why.getMessage());
        return new TransportException(
                "Cannot run %s on machine %s: %s".formatted(program, target.machine(), reason), why);
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

    /** To close a channel does not end its command, and sshd takes the wish for a signal only where nobody is root. */
    private void end(SshChannel channel) {
        try {
            endings.execute(() -> {
                try {
                    kill(List.of(channel));
                    channel.leave();
                } catch (IOException e) {
                    logger.debug("{}: cannot be ended: {}", channel, e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            logger.debug("{}: ends with its connection", channel, e);
        }
    }

    private void kill(Collection<SshChannel> living) throws IOException {
        StringBuilder pids = new StringBuilder();
        for (SshChannel channel : living) {
            long pid = channel.living();
            if (pid > 0) {
                pids.append(' ').append(pid);
            }
        }
        if (pids.length() > 0 && !lost.isDone()) {
            try (Session session = connection.client().startSession()) {
                session.exec("kill -KILL" + pids).join();
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                // Those that are to end are ended first.
                endings.submit(() -> {
                            kill(List.copyOf(channels));
                            return null;
                        })
                        .get(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                logger.debug("{}: what runs there cannot be ended", target.machine(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            endings.shutdownNow();
            lost.complete("closed");
            try {
                connection.close();
            } catch (IOException e) {
                logger.debug("{}: cannot be left properly", target.machine(), e);
            }
        }
    }
}
