/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the key of one machine against the known_hosts files of one connection. */
final class KnownHosts implements HostKeyVerifier {

    /** A key is kept without it. */
    private static final int SSH_PORT = 22;

    private static final Logger logger = LoggerFactory.getLogger(KnownHosts.class);

    private final String machine;
    private final SshSettings settings;
    private final OpenSSHKnownHosts known;
    private volatile @Nullable String refusal;

    private KnownHosts(String machine, SshSettings settings, OpenSSHKnownHosts known) {
        this.machine = machine;
        this.settings = settings;
        this.known = known;
    }

    static KnownHosts read(String machine, SshSettings settings) throws TransportException {
        StringBuilder text = new StringBuilder();
        try {
            for (Path file : settings.knownHosts()) {
                if (Files.exists(file)) {
                    text.append(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
            return new KnownHosts(machine, settings, readable(text.toString()));
        } catch (IOException e) {
            throw new TransportException(
                    "Cannot reach machine %s: its known_hosts cannot be read: %s".formatted(machine, e.getMessage()),
                    e);
        }
    }

    /** What sshj cannot read it passes over, save for some lines on which it fails; these are left out, as ssh does. */
    private static OpenSSHKnownHosts readable(String text) throws IOException {
        try {
            return parse(text);
        } catch (RuntimeException e) {
            logger.debug("known_hosts has a line that sshj cannot read", e);
        }
        StringBuilder good = new StringBuilder();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                parse(line);
                good.append(line).append('\n');
            } catch (RuntimeException e) {
                logger.warn("Cannot read line {} of known_hosts, which is passed over", number);
            }
        }
        return parse(good.toString());
    }

    private static OpenSSHKnownHosts parse(String text) throws IOException {
        return new OpenSSHKnownHosts(new StringReader(text), new SshjLogging()) {
            @Override
            protected boolean hostKeyUnverifiableAction(String host, PublicKey key) {
                return false;
            }

            @Override
            protected boolean hostKeyChangedAction(String host, PublicKey key) {
                return false;
            }
        };
    }

    /** Return why the key was refused, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public boolean verify(String hostName, int port, PublicKey key) {
        String print = "%s key %s".formatted(KeyType.fromKey(key), fingerprint(key));
        String name = name();
        if (isRevoked(key, name)) {
            refusal = "its host key is REVOKED in known_hosts (%s)".formatted(print);
            return false;
        }
        if (known.verify(settings.hostKeyAlias(), port(), key)) {
            return true;
        }
        String file = settings.knownHosts().isEmpty()
                ? "known_hosts"
                : settings.knownHosts().get(0).toString();
        if (!algorithms().isEmpty()) {
            refusal =
                    "its host key has CHANGED (now %s): somebody may be in between, or the machine was installed anew;"
                                    .formatted(print)
                            + " if so, forget the old one: ssh-keygen -f %s -R %s".formatted(file, quoted(name));
            return false;
        }
        switch (settings.strictHostKeyChecking()) {
            case "no", "accept-new" -> {
                remember(key, name);
                return true;
            }
            default -> {
                refusal =
                        "its host key is not known (%s); compare it with that of the machine, then: ssh-keyscan -p %d %s >> %s"
                                .formatted(print, settings.port(), settings.hostName(), file);
                return false;
            }
        }
    }

    /** sshj lets another line of the same key win. */
    private boolean isRevoked(PublicKey key, String name) {
        try {
            for (OpenSSHKnownHosts.KnownHostEntry entry : known.entries()) {
                if (entry.getLine().startsWith("@revoked")
                        && entry.appliesTo(name)
                        && entry.getFingerprint().equals(SecurityUtils.getFingerprint(key))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            logger.warn("{}: a line of known_hosts cannot be read, so no key is trusted: {}", machine, e.toString());
            return true;
        }
    }

    @Override
    public List<String> findExistingAlgorithms(String hostName, int port) {
        return algorithms();
    }

    /** The kinds of keys that are known of the machine. It is known by its alias, wherever sshj has connected to. */
    private List<String> algorithms() {
        return known.findExistingAlgorithms(settings.hostKeyAlias(), port());
    }

    private void remember(PublicKey key, String name) {
        if (settings.knownHosts().isEmpty()) {
            return;
        }
        Path file = settings.knownHosts().get(0);
        String line = "%s %s %s%n"
                .formatted(name, KeyType.fromKey(key), Base64.getEncoder().encodeToString(encoded(key)));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            logger.info("{}: its host key {} is known from now on", machine, fingerprint(key));
        } catch (IOException e) {
            logger.warn(
                    "{}: its host key {} is accepted, but cannot be kept: {}", machine, fingerprint(key), e.toString());
        }
    }

    private String name() {
        return port() == SSH_PORT ? settings.hostKeyAlias() : "[%s]:%d".formatted(settings.hostKeyAlias(), port());
    }

    /** Return the port under which its key is kept: none is, for ssh, where it has an alias. */
    private int port() {
        return settings.hostKeyAlias().equals(settings.hostName()) ? settings.port() : SSH_PORT;
    }

    private static String quoted(String name) {
        return name.startsWith("[") ? "'" + name + "'" : name;
    }

    private static byte[] encoded(PublicKey key) {
        return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    }

    /** As OpenSSH shows it. */
    private static String fingerprint(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded(key));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
