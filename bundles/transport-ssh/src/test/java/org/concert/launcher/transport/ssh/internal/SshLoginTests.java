/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in to which machine, and what is said to those who do not. */
@Timeout(60)
class SshLoginTests {

    @TempDir
    private static Path folder;

    private static Sshd sshd;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = Sshd.start(folder.resolve("sshd"));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    private static void assertReaches(SshTransport transport) throws Exception {
        try (Host host = Sshd.open(transport, "robot")) {
            assertThat(host.run(Command.of("echo", "here"), Duration.ofSeconds(20))
                            .stdout())
                    .isEqualTo("here\n");
        }
    }

    private static String refusal(SshTransport transport, String machine) {
        try (Host host = Sshd.open(transport, machine)) {
            throw new AssertionError("it was reached: " + host.target());
        } catch (TransportException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String onlyKey(Path key) {
        return "IdentityFile " + key + "\nIdentitiesOnly yes";
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519,",
        "ecdsa, -b 256",
        "ecdsa, -b 384",
        "ecdsa, -b 521",
        "rsa, -b 2048",
        "rsa, -b 2048 -m PEM",
        "rsa, -b 2048 -m PKCS8",
        "ecdsa, -b 256 -m PEM",
        "ecdsa, -b 256 -m PKCS8"
    })
    void everyKindOfKeyFileOpensAMachine(String type, String format) throws Exception {
        String more = format == null ? "-q" : format;
        Path key = sshd.makeUserKey("plain-" + (type + more).replace(' ', '-'), type, more.split(" ", -1));

        assertReaches(sshd.transport(Map.of(), onlyKey(key)));
    }

    @ParameterizedTest
    @CsvSource({"ed25519, -q", "ecdsa, -b 256", "rsa, -b 2048", "rsa, -b 2048 -m PKCS8", "ecdsa, -b 256 -m PKCS8"})
    void lockedKeyIsOpenedByThePassphraseInTheFileOfSecrets(String type, String format) throws Exception {
        String name = "locked-" + (type + format).replace(' ', '-');
        Path key = sshd.makeUserKey(name, type, (format + " -N pass-word").split(" ", -1));
        Path secrets = secrets("rw-------", key + " pass-word\n");

        assertReaches(sshd.transport(Map.of("XDG_CONFIG_HOME", secrets.toString()), onlyKey(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa"})
    void keyLockedInTheOldFormatIsToldWithItsRemedyWhichHelps(String type) throws Exception {
        Path key = sshd.makeUserKey("old-" + type, type, "-m", "PEM", "-N", "pass-word");
        Path secrets = secrets("rw-------", key + " pass-word\n");
        SshTransport transport = sshd.transport(Map.of("XDG_CONFIG_HOME", secrets.toString()), onlyKey(key));

        assertThat(refusal(transport, "robot"))
                .contains("the key " + key
                        + " (it is locked in the old PEM format; have ssh-keygen write it anew: ssh-keygen -p -f " + key
                        + ")");

        Process anew = new ProcessBuilder(
                        "ssh-keygen", "-q", "-p", "-f", key.toString(), "-P", "pass-word", "-N", "pass-word")
                .start();
        assertThat(anew.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertReaches(transport);
    }

    private static Path secrets(String mode, String text) throws IOException {
        Path config = Files.createTempDirectory(folder, "config");
        Path file = Files.createDirectories(config.resolve("concert-launcher")).resolve("secrets");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return config;
    }

    @Test
    void lockedKeyWithoutAPassphraseIsNamedInTheError() throws Exception {
        Path key = sshd.makeUserKey("locked", "ed25519", "-N", "pass-word");

        assertThat(refusal(sshd.transport(Map.of(), onlyKey(key)), "robot"))
                .startsWith(
                        "Cannot log in to machine robot as " + System.getProperty("user.name") + ": it takes publickey")
                .contains(key + " is locked by a passphrase: ssh-add " + key);
    }

    @Test
    void secretsThatOthersMayReadAreNotUsed() throws Exception {
        Path key = sshd.makeUserKey("watched", "ed25519", "-N", "pass-word");
        Path secrets = secrets("rw-r--r--", key + " pass-word\n");

        assertThat(refusal(sshd.transport(Map.of("XDG_CONFIG_HOME", secrets.toString()), onlyKey(key)), "robot"))
                .contains("others may read it")
                .contains("chmod 600 " + secrets.resolve("concert-launcher/secrets"));
    }

    @Test
    void machineThatTakesNoneOfTheKeysSaysWhatWasTried() throws Exception {
        Path strange = folder.resolve("strange");
        sshd.run("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", strange.toString());

        assertThat(refusal(sshd.transport(Map.of(), "IdentityFile none"), "robot"))
                .contains("ssh-keygen");
        assertThat(refusal(sshd.transport(Map.of(), "User nobody-of-this-name\n" + onlyKey(strange)), "robot"))
                .startsWith("Cannot log in to machine robot as nobody-of-this-name")
                .contains("the key " + strange);
    }

    @Test
    void keyFileThatIsNotThereIsNamed() throws Exception {
        assertThat(refusal(sshd.transport(Map.of(), onlyKey(Path.of("/none/id_robot"))), "robot"))
                .endsWith(", (there is no file /none/id_robot, which IdentityFile names)");
    }

    @Test
    void agentOpensAMachineByEachKindOfKeyWhoseFileIsGone() throws Exception {
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        try {
            for (String type : new String[] {"ed25519", "ecdsa", "rsa"}) {
                Path key = sshd.makeUserKey("held-" + type, type);
                awaitFile(socket);
                sshd.run("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", key.toString());
                Files.delete(key);

                assertReaches(sshd.transport(Map.of("SSH_AUTH_SOCK", socket.toString()), onlyKey(key)));
                sshd.run("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", "-D");
            }
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    private static void awaitFile(Path file) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void agentThatIsGoneIsNamedAndTheKeyFilesAreUsedAllTheSame() throws Exception {
        Map<String, String> gone =
                Map.of("SSH_AUTH_SOCK", folder.resolve("no-agent").toString());

        assertReaches(sshd.transport(gone, ""));
        assertThat(refusal(sshd.transport(gone, "IdentityFile none"), "robot")).contains("the agent (");
    }

    @Test
    void unknownHostKeyIsAnErrorWithFingerprintAndRemedy() throws Exception {
        Path known = Files.createTempFile(folder, "known", "");

        assertThat(refusal(sshd.transport(Map.of(), "UserKnownHostsFile " + known), "robot"))
                .startsWith("Cannot reach machine robot: its host key is not known (ssh-ed25519 key SHA256:")
                .endsWith("ssh-keyscan -p %d 127.0.0.1 >> %s".formatted(sshd.port(), known));
        assertThat(known).isEmptyFile();
    }

    @Test
    void newHostKeyIsKeptWhereTheConfigurationAcceptsIt() throws Exception {
        Path known = Files.createTempFile(folder, "known", "");

        assertReaches(sshd.transport(Map.of(), "UserKnownHostsFile " + known + "\nStrictHostKeyChecking accept-new"));

        assertThat(known).content().startsWith("[127.0.0.1]:" + sshd.port() + " ssh-ed25519 AAAA");
        assertReaches(sshd.transport(Map.of(), "UserKnownHostsFile " + known));
    }

    @ParameterizedTest
    @CsvSource({"ask", "accept-new", "no"})
    void changedHostKeyIsRefusedWhateverTheConfigurationSays(String strictness) throws Exception {
        Path known = Files.createTempFile(folder, "known", "");
        Files.writeString(
                known,
                "[127.0.0.1]:%d %s"
                        .formatted(sshd.port(), Files.readString(sshd.folder().resolve("user.pub"))));

        assertThat(refusal(
                        sshd.transport(
                                Map.of(), "UserKnownHostsFile " + known + "\nStrictHostKeyChecking " + strictness),
                        "robot"))
                .startsWith("Cannot reach machine robot: its host key has CHANGED (now ssh-ed25519 key SHA256:")
                .contains("ssh-keygen -f " + known + " -R '[127.0.0.1]:" + sshd.port() + "'");
    }

    @Test
    void hashedHostNamesAreKnownToo() throws Exception {
        Path known = Files.createTempFile(folder, "known", "");
        Files.copy(sshd.folder().resolve("known_hosts"), known, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        sshd.run("ssh-keygen", "-q", "-H", "-f", known.toString());
        assertThat(known).content().startsWith("|1|");

        assertReaches(sshd.transport(Map.of(), "UserKnownHostsFile " + known));
    }

    @Test
    void revokedHostKeyIsRefused() throws Exception {
        Path known = Files.createTempFile(folder, "known", "");
        String line = Files.readString(sshd.folder().resolve("known_hosts"));
        Files.writeString(known, "@revoked * " + line.split(" ", 2)[1] + line);

        assertThat(refusal(sshd.transport(Map.of(), "UserKnownHostsFile " + known), "robot"))
                .startsWith("Cannot reach machine robot: its host key is REVOKED");
    }

    @Test
    void hostKeyThatAnAuthorityHasSignedIsKnown() throws Exception {
        Path ca = folder.resolve("ca");
        sshd.run("ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", ca.toString());
        try (Sshd certified = Sshd.start(folder.resolve("certified"))) {
            String host = certified.folder().resolve("host").toString();
            sshd.run("ssh-keygen", "-q", "-s", ca.toString(), "-I", "robot", "-h", "-n", "127.0.0.1", host + ".pub");
            certified.stop();
            Files.writeString(
                    certified.folder().resolve("sshd_config"),
                    "HostCertificate " + host + "-cert.pub\n",
                    java.nio.file.StandardOpenOption.APPEND);
            certified.start();
            Path known = Files.createTempFile(folder, "known", "");
            Files.writeString(
                    known,
                    "@cert-authority [127.0.0.1]:%d %s"
                            .formatted(certified.port(), Files.readString(Path.of(ca + ".pub"))));

            assertReaches(certified.transport(Map.of(), "UserKnownHostsFile " + known));
        }
    }

    @Test
    void machineBehindAnotherIsReachedThroughIt() throws Exception {
        try (Sshd behind = Sshd.start(folder.resolve("behind"))) {
            String jump =
                    "Host gate\n HostName 127.0.0.1\n Port %d\n UserKnownHostsFile %s\nMatch all\n IdentityFile %s\n IdentityFile %s\n"
                            .formatted(
                                    sshd.port(),
                                    sshd.folder().resolve("known_hosts"),
                                    sshd.folder().resolve("user"),
                                    behind.folder().resolve("user"));

            assertReaches(behind.transport(Map.of(), jump + "Host robot\n ProxyJump gate\nHost *"));
            assertThat(refusal(
                            behind.transport(
                                    Map.of(), "Host gate\n HostName gate.invalid\nHost robot\n ProxyJump gate\nHost *"),
                            "robot"))
                    .isEqualTo("Cannot reach machine gate (on the way to robot): its name gate.invalid is not known");
        }
    }

    @Test
    void machineBehindAProgramIsReachedByItsInputAndOutput() throws Exception {
        Path known = Files.createTempFile(folder, "known", "");
        Files.writeString(known, "arm " + Files.readString(sshd.folder().resolve("host.pub")));
        String settings = """
                HostName robot.invalid
                HostKeyAlias arm
                UserKnownHostsFile %s
                ProxyCommand bash -c 'exec 3<>/dev/tcp/127.0.0.1/%%p; cat <&3 & cat >&3; kill $!'
                """.formatted(known);

        assertReaches(sshd.transport(Map.of(), "Match all\n" + settings));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sh -c 'echo no way out >&2; exit 7'|its ProxyCommand has ended with exit code 7: no way out",
                "sleep 100|no answer within 1 s (127.0.0.1 port PORT)",
                "no-such-program-here %h|its ProxyCommand has ended with exit code 127: ",
                "gate %C|ProxyCommand has %C, which is not known here; known are %%, %h, %k, %n, %p, %r and %u"
            })
    void programThatLeadsNowhereSaysWhy(String command, String reason) throws Exception {
        SshTransport transport = sshd.transport(Map.of(), "ConnectTimeout 1\nProxyCommand " + command);

        assertThat(refusal(transport, "robot"))
                .startsWith("Cannot reach machine robot: " + reason.replace("PORT", Integer.toString(sshd.port())));
    }

    @Test
    void variablesThatTheConfigurationSendsAreInTheEnvironmentOfCommands() throws Exception {
        try (Sshd willing = Sshd.start(folder.resolve("willing"), "AcceptEnv RATE_*")) {
            SshTransport transport = willing.transport(Map.of("RATE_B", "2"), "SetEnv RATE_A=1\nSendEnv RATE_*");

            try (Host host = Sshd.open(transport, "robot")) {
                assertThat(host.run(Command.of("sh", "-c", "echo $RATE_A $RATE_B"), Duration.ofSeconds(20))
                                .stdout())
                        .isEqualTo("1 2\n");
            }
        }
    }

    @Test
    void includedFilesAndPatternsOfTheConfigurationAreRead() throws Exception {
        Path included = folder.resolve("included");
        Files.writeString(included, "Host rob?t-*\n HostName 127.0.0.1\n Port %d\n".formatted(sshd.port()));

        SshTransport transport = sshd.transport(Map.of(), "Include " + included + "\nHost *");

        try (Host host = Sshd.open(transport, "robot-7")) {
            assertThat(host.run(Command.of("true"), Duration.ofSeconds(20)).ok())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-host.invalid, its name no-such-host.invalid is not known",
        "nobody@127.0.0.1:1, Connection refused (127.0.0.1 port 1)",
        "-oProxyCommand=x, 'write user@host, user@host:port or a Host of ssh_config'",
        "a b, 'write user@host, user@host:port or a Host of ssh_config'",
        "robot:99999, 'write user@host, user@host:port or a Host of ssh_config'"
    })
    void machineThatIsNotThereIsToldByNameAndReason(String machine, String reason) throws Exception {
        assertThat(refusal(sshd.transport(), machine)).isEqualTo("Cannot reach machine " + machine + ": " + reason);
    }

    @Test
    void machineThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String config = "ConnectTimeout 1\nPort " + silent.getLocalPort();

            assertThat(refusal(sshd.transport(Map.of(), config), "robot"))
                    .isEqualTo("Cannot reach machine robot: no answer within 1 s (127.0.0.1 port %d)"
                            .formatted(silent.getLocalPort()));
        }
    }

    @Test
    void mistakeInTheConfigurationIsToldInTheWordsOfSsh() throws Exception {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Sshd.open(sshd.transport(Map.of(), "NoSuchSetting yes"), "robot"))
                .withMessageStartingWith("Cannot reach machine robot: ssh cannot read its configuration: ")
                .withMessageContaining("nosuchsetting");
    }
}
