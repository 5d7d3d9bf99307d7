/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;

/** An OpenSSH server on a loopback port, with keys and files of its own; the user who runs the tests logs in. */
final class Sshd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private Process process;

    private Sshd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Start one whose files are in a folder, which is made. */
    static Sshd start(Path folder, String... settings) throws IOException, InterruptedException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Sshd sshd = new Sshd(folder, port);
        sshd.makeKey("host", "ed25519");
        sshd.makeKey("user", "ed25519");
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized_keys"));
        Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s/host
                PidFile none
                AuthorizedKeysFile %s/authorized_keys
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                SetEnv HOME=%s
                %s
                """.formatted(
                        port, folder, folder, folder, String.join("\n", settings)));
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d %s".formatted(port, Files.readString(folder.resolve("host.pub"))));
        sshd.start();
        return sshd;
    }

    /** Start it, once more. */
    void start() throws IOException, InterruptedException {
        // It separates privileges in this folder, which the service makes otherwise.
        Files.createDirectories(Path.of("/run/sshd"));
        process = new ProcessBuilder(
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("sshd.log")), e);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    /** Open a machine that stands on no other. */
    static Host open(SshTransport transport, String machine) throws TransportException, InterruptedException {
        return transport.open(Target.machine(machine), name -> {
            throw new AssertionError("it stands on no other");
        });
    }

    /** Return a transport that knows this server as "robot". */
    SshTransport transport() throws IOException {
        return transport(Map.of(), "");
    }

    /**
     * Return a transport that knows this server as "robot".
     *
     * @param variables what replaces variables of the environment
     * @param settings lines of ssh_config that come first, so they win
     */
    SshTransport transport(Map<String, String> variables, String settings) throws IOException {
        Path config = Files.createTempFile(folder, "ssh_config", "");
        Files.writeString(config, """
                %s
                Host robot
                    HostName 127.0.0.1
                    Port %d
                    User %s
                Host *
                    %s
                    UserKnownHostsFile %s/known_hosts
                    GlobalKnownHostsFile none
                """.formatted(
                        settings,
                        port,
                        System.getProperty("user.name"),
                        // Each one that is named is tried.
                        settings.contains("IdentityFile") ? "" : "IdentityFile " + folder + "/user",
                        folder));
        Map<String, String> environment = new HashMap<>(Map.of(
                "SSH_AUTH_SOCK", "",
                "XDG_CONFIG_HOME", folder.toString(),
                "CONCERT_LAUNCHER_SSH_CONFIG", config.toString()));
        environment.putAll(variables);
        return new SshTransport(environment);
    }

    /** Make a key and let its owner in. */
    Path makeUserKey(String name, String type, String... more) throws IOException, InterruptedException {
        makeKey(name, type, more);
        Files.writeString(
                folder.resolve("authorized_keys"),
                Files.readString(folder.resolve(name + ".pub")),
                StandardOpenOption.APPEND);
        return folder.resolve(name);
    }

    private void makeKey(String name, String type, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ssh-keygen",
                "-q",
                "-C",
                name,
                "-t",
                type,
                "-f",
                folder.resolve(name).toString()));
        command.addAll(List.of(more));
        if (!command.contains("-N")) {
            command.addAll(List.of("-N", ""));
        }
        run(command.toArray(String[]::new));
    }

    /** Run a program to its end; it has to succeed. */
    void run(String... command) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (program.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + printed);
        }
    }

    /** End it and all that is logged in. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        stop();
    }
}
