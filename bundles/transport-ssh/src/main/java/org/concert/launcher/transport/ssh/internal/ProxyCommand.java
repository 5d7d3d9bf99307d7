/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.concert.launcher.api.UserEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a machine by the input and output of a program of the user, as {@code ProxyCommand} of ssh_config(5) has it. It is
 * used as a socket is. Its last words are kept, as they say why nobody is reached.
 */
final class ProxyCommand extends Socket {

    private static final Logger logger = LoggerFactory.getLogger(ProxyCommand.class);

    private static final Pattern TOKEN = Pattern.compile("%(.?)");

    /** A program whose output has ended has most likely ended, too. */
    private static final int LONGEST_END_MILLIS = 500;

    private final String machine;
    private final SshSettings settings;
    private volatile @Nullable Process program;
    private volatile @Nullable Thread reader;
    private volatile String lastWords = "";
    private volatile boolean closed;

    /**
     * Create one; nothing is started yet.
     *
     * @param machine the name for messages
     * @param settings name a command
     */
    ProxyCommand(String machine, SshSettings settings) {
        this.machine = machine;
        this.settings = settings;
    }

    /** Return what makes sshj use this. */
    SocketFactory factory() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return ProxyCommand.this;
            }

            @Override
            public Socket createSocket(String host, int port) {
                return ProxyCommand.this;
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
                return ProxyCommand.this;
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                return ProxyCommand.this;
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
                return ProxyCommand.this;
            }
        };
    }

    /** Return the command with what stands for the tokens of ssh_config(5) that may stand in it. */
    static String expanded(SshSettings settings) throws IOException {
        Map<String, String> values = Map.of(
                "%", "%",
                "h", settings.hostName(),
                "k", settings.hostKeyAlias(),
                "n", settings.host(),
                "p", Integer.toString(settings.port()),
                "r", settings.user(),
                "u", System.getProperty("user.name"));
        StringBuilder command = new StringBuilder();
        Matcher token = TOKEN.matcher(settings.proxyCommand());
        while (token.find()) {
            String value = values.get(token.group(1));
            if (value == null) {
                throw new IOException(
                        "ProxyCommand has %s, which is not known here; known are %%%%, %%h, %%k, %%n, %%p, %%r and %%u"
                                .formatted(token.group()));
            }
            token.appendReplacement(command, Matcher.quoteReplacement(value));
        }
        return token.appendTail(command).toString();
    }

    @Override
    public void connect(SocketAddress address, int timeoutMillis) throws IOException {
        Map<String, String> variables = UserEnvironment.variables();
        String shell = variables.getOrDefault("SHELL", "/bin/sh");
        ProcessBuilder builder = new ProcessBuilder(List.of(shell, "-c", "exec " + expanded(settings)));
        UserEnvironment.restore(builder.environment());
        Process started = builder.start();
        program = started;
        Thread words = new Thread(() -> readWords(started), "concert-ssh-proxy-" + machine);
        words.setDaemon(true);
        words.start();
        reader = words;
    }

    private void readWords(Process started) {
        try (BufferedReader words = started.errorReader(StandardCharsets.UTF_8)) {
            String line = words.readLine();
            while (line != null) {
                lastWords = line.isBlank() ? lastWords : line.strip();
                logger.debug("{}: its ProxyCommand says: {}", machine, line);
                line = words.readLine();
            }
        } catch (IOException e) {
            logger.debug("{}: its ProxyCommand cannot be heard any more", machine, e);
        }
    }

    /** Return why it leads nowhere; null while it may, or if that is because it was closed. */
    @Nullable
    String failure() throws InterruptedException {
        Process started = program;
        if (started == null || closed || !started.waitFor(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS)) {
            return null;
        }
        Thread words = reader;
        if (words != null) {
            words.join(LONGEST_END_MILLIS);
        }
        return "its ProxyCommand has ended with exit code " + started.exitValue()
                + (lastWords.isEmpty() ? "" : ": " + lastWords);
    }

    private Process program() throws IOException {
        Process started = program;
        if (started == null) {
            throw new IOException("the ProxyCommand has not been started");
        }
        return started;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return program().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return program().getOutputStream();
    }

    /** Who reads from a program waits until it ends. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public boolean isConnected() {
        Process started = program;
        return started != null && started.isAlive();
    }

    /** End the program, and what it runs. */
    @Override
    public synchronized void close() {
        closed = true;
        Process started = program;
        if (started != null) {
            List<ProcessHandle> children = started.descendants().toList();
            started.destroy();
            children.forEach(ProcessHandle::destroy);
        }
    }
}
