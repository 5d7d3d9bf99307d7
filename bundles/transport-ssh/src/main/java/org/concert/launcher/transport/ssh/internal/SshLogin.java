/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.concert.launcher.api.Deadline;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to machines, by way of others where ssh_config says so, and logs in. */
final class SshLogin {

    private static final Logger logger = LoggerFactory.getLogger(SshLogin.class);

    /** A link that falls silent is taken for lost 6 to 8 s later: a pause of 5 s is none. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private static final int UNANSWERED = 3;

    private final SshConfiguration configuration;
    private final Authentication authentication;

    private @Nullable DefaultConfig config;

    SshLogin(SshConfiguration configuration, Authentication authentication) {
        this.configuration = configuration;
        this.authentication = authentication;
    }

    /** To find out which algorithms there are takes a while, and many launchers have no other machine. */
    private synchronized DefaultConfig config() {
        DefaultConfig known = config;
        if (known != null) {
            return known;
        }
        DefaultConfig made = new DefaultConfig();
        made.setLoggerFactory(new SshjLogging());
        made.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config = made;
        return made;
    }

    /** The connection to a machine, and those that it goes through. */
    record Connection(SSHClient client, SshSettings settings, List<SSHClient> through) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            try {
                client.close();
            } finally {
                for (SSHClient jump : through) {
                    jump.close();
                }
            }
        }
    }

    /**
     * Connect and log in.
     *
     * @param machine the name for messages
     * @throws TransportException if that fails; it says why and what to do
     */
    Connection open(String machine, SshDestination destination) throws TransportException, InterruptedException {
        SshSettings settings = configuration.of(destination);
        Deque<SSHClient> through = new ArrayDeque<>();
        try {
            for (String jump : settings.proxyJump()) {
                SshSettings by = configuration.of(SshDestination.parse(jump));
                through.addFirst(connect(jump + " (on the way to " + machine + ")", by, through));
            }
            return new Connection(connect(machine, settings, through), settings, List.copyOf(through));
        } catch (TransportException | InterruptedException | RuntimeException e) {
            for (SSHClient jump : through) {
                close(jump, e);
            }
            throw e;
        }
    }

    private SSHClient connect(String machine, SshSettings settings, Deque<SSHClient> through)
            throws TransportException, InterruptedException {
        EcdsaKeys.provide();
        KnownHosts knownHosts = KnownHosts.read(machine, settings);
        SSHClient client = client(settings);
        client.addHostKeyVerifier(knownHosts);
        ProxyCommand proxy = null;
        if (through.isEmpty() && !settings.proxyCommand().isEmpty()) {
            proxy = new ProxyCommand(machine, settings);
            client.setSocketFactory(proxy.factory());
        }
        try {
            meet(client, settings, through);
            authentication.logIn(machine, client, settings);
            return client;
        } catch (TransportException | InterruptedException e) {
            close(client, e);
            throw e;
        } catch (IOException e) {
            String nowhere = proxy == null ? null : proxy.failure();
            close(client, e);
            String refusal = knownHosts.refusal();
            if (refusal == null) {
                refusal = nowhere;
            }
            throw new TransportException(
                    "Cannot reach machine %s: %s".formatted(machine, refusal == null ? reason(e, settings) : refusal),
                    e);
        }
    }

    private SSHClient client(SshSettings settings) {
        SSHClient client = new SSHClient(config());
        int millis = Math.toIntExact(settings.connectTimeout().toMillis());
        client.setConnectTimeout(millis);
        client.getTransport().setTimeoutMs(millis);
        client.getConnection().setTimeoutMs(millis);
        // It has to be told before sshj connects, or nobody keeps the connection alive.
        KeepAlive keepAlive = client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval(Math.toIntExact(KEEP_ALIVE.toSeconds()));
        if (keepAlive instanceof KeepAliveRunner counting) {
            counting.setMaxAliveCount(UNANSWERED);
        }
        return client;
    }

    /** Connect and check its key. sshj waits for ever for the first words of a machine; closing what it reads ends that. */
    private static void meet(SSHClient client, SshSettings settings, Deque<SSHClient> through) throws IOException {
        AtomicReference<Closeable> way = new AtomicReference<>(() -> closeSocket(client));
        try (Deadline limit = Deadline.after(settings.connectTimeout(), () -> giveUp(way.get(), settings))) {
            try {
                if (through.isEmpty()) {
                    client.connect(settings.hostName(), settings.port());
                } else {
                    DirectConnection direct =
                            through.getFirst().newDirectConnection(settings.hostName(), settings.port());
                    way.set(direct);
                    client.connectVia(direct);
                }
            } catch (IOException e) {
                throw limit.passed()
                        ? new IOException(
                                "no answer within " + settings.connectTimeout().toSeconds() + " s", e)
                        : e;
            }
        }
    }

    private static void closeSocket(SSHClient client) throws IOException {
        Socket socket = client.getSocket();
        if (socket != null) {
            socket.close();
        }
    }

    private static void giveUp(Closeable way, SshSettings settings) {
        try {
            way.close();
        } catch (IOException e) {
            logger.debug("{}: cannot be left properly", settings.hostName(), e);
        }
    }

    private static String reason(IOException failure, SshSettings settings) {
        String place = settings.hostName() + " port " + settings.port();
        if (failure instanceof UnknownHostException) {
            return "its name %s is not known".formatted(settings.hostName());
        }
        // A JDK from 18 on adds this to some reasons.
        return "%s (%s)".formatted(String.valueOf(failure.getMessage()).replace(" (connect failed)", ""), place);
    }

    private static void close(SSHClient client, Exception why) {
        try {
            client.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }
}
