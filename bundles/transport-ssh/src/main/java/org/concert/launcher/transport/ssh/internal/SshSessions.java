/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one connection: as many at once as sshd allows, and what runs in one that is closed is ended. */
final class SshSessions implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(SshSessions.class);

    /**
     * So many sessions does sshd allow on one connection, where it is not told otherwise (sshd_config(5), MaxSessions), but
     * for one, which ends the others.
     */
    private static final int MOST = 9;

    private static final Duration BETWEEN_OPENINGS = Duration.ofMillis(50);

    /** A machine that does not answer is left with what runs there. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** A session becomes free when a command ends. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final String machine;
    private final SSHClient client;
    private final Map<String, String> variables;
    private final CompletableFuture<String> lost;
    private final Set<SshChannel> channels = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MOST, true);
    private final ExecutorService endings;

    /**
     * Create them.
     *
     * @param machine its name, for messages
     * @param variables what each command is to have in its environment
     * @param lost is completed with the reason when the connection is lost
     */
    SshSessions(String machine, SSHClient client, Map<String, String> variables, CompletableFuture<String> lost) {
        this.machine = machine;
        this.client = client;
        this.variables = Map.copyOf(variables);
        this.lost = lost;
        this.endings = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "concert-ssh-end-" + machine);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Start a command in a session of its own. */
    SshChannel start(Command command) throws TransportException {
        String program = command.arguments().get(0);
        try {
            if (!free.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new TransportException("Cannot run %s on machine %s: no session became free within %d s"
                        .formatted(program, machine, LONGEST_WAIT.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotRun(program, e);
        }
        CommandSession session;
        try {
            session = openSession();
        } catch (OpenFailException e) {
            free.release();
            throw new TransportException(
                    "Cannot run %s on machine %s: it gives no more sessions (MaxSessions of its sshd): %s"
                            .formatted(program, machine, e.getMessage()),
                    e);
        } catch (IOException e) {
            free.release();
            throw cannotRun(program, e);
        }
        SshChannel channel = new SshChannel(program + " on " + machine, session, this::end);
        channels.add(channel);
        session.over().thenRun(() -> {
            channels.remove(channel);
            free.release();
        });
        try {
            session.tell(variables);
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
            CommandSession session = new CommandSession(client.getConnection());
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

    /** Return why a command cannot be run, with the reason for the loss of the connection if that is why. */
    TransportException cannotRun(String program, Exception why) {
        String reason = lost.isDone() ? "the connection is lost: " + lost.join() : String.valueOf(why.getMessage());
        return new TransportException("Cannot run %s on machine %s: %s".formatted(program, machine, reason), why);
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
            try (Session session = client.startSession()) {
                session.exec("kill -KILL" + pids).join();
            }
        }
    }

    /** End what still runs, as far as the machine answers. */
    @Override
    public void close() {
        try {
            // Those that are to end are ended first.
            endings.submit(() -> {
                        kill(List.copyOf(channels));
                        return null;
                    })
                    .get(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            logger.debug("{}: what runs there cannot be ended", machine, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endings.shutdownNow();
    }
}
