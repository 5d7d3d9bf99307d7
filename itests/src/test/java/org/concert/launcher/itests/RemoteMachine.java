/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.api.ShellQuote;

/**
 * A machine that is reached by SSH: an OpenSSH server on a loopback port, whose users have a home folder and a tmux server
 * of their own, and a link to it that can be cut. The lab is told how to reach it, by its name.
 */
final class RemoteMachine {

    private final String name;
    private final Path folder;
    private final Lab lab;
    private final int port;
    private final Link link;
    private Process sshd;

    private RemoteMachine(Lab lab, String name) throws IOException, InterruptedException {
        this.name = name;
        this.lab = lab;
        this.folder = Files.createDirectory(lab.folder().resolve(name));
        this.port = ListeningSockets.freePort();
        this.link = Link.to(port);
    }

    /** Make a machine and start its server. */
    static RemoteMachine start(Lab lab, String name, String... settings) throws IOException, InterruptedException {
        var machine = new RemoteMachine(lab, name);
        machine.configure(settings);
        machine.startServer();
        lab.undoAtEnd(machine::remove);
        return machine;
    }

    private void configure(String... settings) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path tmux = Files.createDirectory(folder.resolve("t"));
        for (String key : List.of("host", "user")) {
            makeKey(key);
        }
        lab.file(name + "/sshd_config", """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s/host
                PidFile none
                AuthorizedKeysFile %s/user.pub
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                SetEnv HOME=%s TMUX_TMPDIR=%s CONCERT_LAUNCHER_TEST=%s%s
                %s
                """.formatted(
                        port, folder, folder, home, tmux, lab.folder(), dockerHost(), String.join("\n", settings)));
        String known = "[127.0.0.1]:%d %s".formatted(link.port(), Files.readString(folder.resolve("host.pub")));
        Path config = lab.folder().resolve("ssh_config");
        String before = Files.exists(config) ? Files.readString(config) : "";
        lab.file(
                "ssh_config",
                before
                        + """
                Host %s
                    HostName 127.0.0.1
                    Port %d
                    User %s
                    IdentityFile %s/user
                    IdentitiesOnly yes
                    IdentityAgent none
                    GlobalKnownHostsFile none
                    UserKnownHostsFile %s
                """.formatted(
                                        name,
                                        link.port(),
                                        System.getProperty("user.name"),
                                        folder,
                                        lab.file(name + "/known_hosts", known)));
        lab.environment().put("CONCERT_LAUNCHER_SSH_CONFIG", config.toString());
    }

    private String dockerHost() {
        String address = lab.environment().get("DOCKER_HOST");
        return address == null ? "" : " DOCKER_HOST=" + address;
    }

    /** Give it another host key, as it has when it was installed anew; for its next start. */
    void changeHostKey() throws IOException, InterruptedException {
        Files.delete(folder.resolve("host"));
        Files.delete(folder.resolve("host.pub"));
        makeKey("host");
    }

    private void makeKey(String key) throws IOException, InterruptedException {
        lab.run(
                "ssh-keygen",
                "-q",
                "-N",
                "",
                "-t",
                "ed25519",
                "-f",
                folder.resolve(key).toString());
    }

    /** Start its SSH server, once more. */
    void startServer() throws IOException, InterruptedException {
        // The service makes this folder otherwise; only root needs it.
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        sshd = lab.start(List.of(
                "/usr/sbin/sshd",
                "-D",
                "-e",
                "-f",
                folder.resolve("sshd_config").toString()));
        Lab.await(name + " listens", () -> {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            } catch (IOException e) {
                if (!sshd.isAlive()) {
                    throw new AssertionError("sshd ended: " + lab.complained(sshd), e);
                }
                return false;
            }
        });
    }

    /** Kill its SSH server and all that is logged in; what runs in tmux runs on. */
    void killServer() {
        sshd.descendants().forEach(ProcessHandle::destroyForcibly);
        sshd.destroyForcibly().onExit().join();
    }

    /** Return the way to it. */
    Link link() {
        return link;
    }

    /** Return the home folder there. */
    Path home() {
        return folder.resolve("home");
    }

    /** Return the log of a process there. */
    Path log(String process) {
        return home().resolve(".local/state/concert-launcher/lab/" + process + ".log");
    }

    /** Run tmux on its server, as somebody does who sits at the machine. */
    String tmux(String... arguments) throws IOException, InterruptedException {
        return lab.run(
                        "sh",
                        "-c",
                        "TMUX_TMPDIR=%s exec tmux -L default %s"
                                .formatted(
                                        ShellQuote.word(folder.resolve("t").toString()),
                                        ShellQuote.words(List.of(arguments))))
                .stdout();
    }

    private void remove() throws IOException, InterruptedException {
        tmux("kill-server");
        killServer();
        link.close();
    }
}
