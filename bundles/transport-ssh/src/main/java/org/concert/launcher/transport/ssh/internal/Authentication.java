/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import org.concert.launcher.api.TransportException;

/**
 * Logs in as {@code ssh} does: by the keys that the configuration names, those of the agent first; by the other keys of
 * the agent; at last, where the machine takes it, by a password or by answers. Safe for use by several threads.
 */
final class Authentication {

    /** A person who types has as long as sshd gives (sshd_config(5), LoginGraceTime). */
    private static final int PATIENCE_MILLIS = 120_000;

    private final Map<String, String> environment;
    private final Secrets secrets;

    /**
     * Create one.
     *
     * @param environment the environment of the user
     */
    Authentication(Map<String, String> environment, Secrets secrets) {
        this.environment = Map.copyOf(environment);
        this.secrets = secrets;
    }

    /**
     * Log in over a connection whose host key is checked.
     *
     * @throws TransportException if the machine takes nothing of what there is; it says what was tried
     */
    void logIn(String machine, SSHClient client, SshSettings settings)
            throws IOException, TransportException, InterruptedException {
        List<String> tried = new ArrayList<>();
        List<AuthMethod> keys = keys(client, settings, tried);
        // The first one to be told which methods there are.
        if (accepts(client, settings, List.of(new AuthNone())) || accepts(client, settings, keys)) {
            return;
        }
        client.getTransport().setTimeoutMs(PATIENCE_MILLIS);
        Questions questions = new Questions(secrets, machine, settings);
        List<AuthMethod> asking = asking(client.getUserAuth().getAllowedMethods(), settings, questions);
        if (!asking.isEmpty() && accepts(client, settings, asking)) {
            return;
        }
        questions.problem().ifPresent(tried::add);
        List<String> missing = settings.identityFiles().stream()
                .filter(file -> !Files.exists(file) && !isUsual(file))
                .map(file -> "(there is no file %s, which IdentityFile names)".formatted(file))
                .toList();
        tried.addAll(missing);
        if (keys.isEmpty() && missing.isEmpty()) {
            tried.add("(there is no key: ssh-keygen makes one)");
        }
        Collection<String> taken = client.getUserAuth().getAllowedMethods();
        throw new TransportException("Cannot log in to machine %s as %s: it takes %s, and has not taken %s"
                .formatted(
                        machine,
                        settings.user(),
                        taken.isEmpty() ? "nothing of what there is" : String.join(" or ", taken),
                        String.join(", ", tried)));
    }

    /** Return whether ssh looks for a key there of itself. */
    private static boolean isUsual(Path file) {
        return file.getFileName().toString().matches("id_(rsa|dsa|ecdsa|ed25519|xmss|ecdsa_sk|ed25519_sk)");
    }

    private static boolean accepts(SSHClient client, SshSettings settings, List<AuthMethod> methods)
            throws IOException {
        try {
            client.auth(settings.user(), methods);
            return true;
        } catch (UserAuthException e) {
            if (!client.isConnected()) {
                throw e;
            }
            return false;
        }
    }

    private List<AuthMethod> asking(Collection<String> allowed, SshSettings settings, Questions questions)
            throws TransportException, InterruptedException {
        List<AuthMethod> methods = new ArrayList<>();
        boolean password = settings.passwords() && allowed.contains("password");
        boolean interactive = settings.questions() && allowed.contains("keyboard-interactive");
        // Without anything to say, nothing is said: a wrong password may lock the account.
        if ((password || interactive) && questions.mayAnswer()) {
            if (password) {
                methods.add(new AuthPassword(questions));
            }
            if (interactive) {
                methods.add(new AuthKeyboardInteractive(questions));
            }
        }
        return methods;
    }

    private List<AuthMethod> keys(SSHClient client, SshSettings settings, List<String> tried) throws IOException {
        List<AuthMethod> methods = new ArrayList<>();
        Optional<SshAgent> agent = agent(settings);
        List<SshAgent.Identity> held = new ArrayList<>();
        if (agent.isPresent()) {
            try {
                held.addAll(agent.get().identities());
            } catch (IOException e) {
                tried.add("the agent (%s)".formatted(e.getMessage()));
            }
        }
        List<KeyFile> files = new ArrayList<>();
        List<SshAgent.Identity> first = new ArrayList<>();
        for (Path path : settings.identityFiles()) {
            KeyFile file = KeyFile.read(path);
            held.stream().filter(file::isSame).findFirst().ifPresentOrElse(first::add, () -> files.add(file));
        }
        held.removeAll(first);
        if (settings.identitiesOnly()) {
            held.clear();
        }
        first.addAll(held);
        for (SshAgent.Identity identity : first) {
            methods.add(new AgentKeyMethod(agent.orElseThrow(), identity));
            tried.add("the key %s of the agent".formatted(identity.comment()));
        }
        for (KeyFile file : files) {
            if (Files.isReadable(file.path())) {
                addKey(methods, client, file, tried);
            }
        }
        return methods;
    }

    private void addKey(List<AuthMethod> methods, SSHClient client, KeyFile file, List<String> tried) {
        LockedKey lock = new LockedKey(secrets, file.path(), tried);
        try {
            if (file.isLockedInOldFormat()) {
                tried.add(
                        "the key %1$s (it is locked in the old PEM format; have ssh-keygen write it anew: ssh-keygen -p -f %1$s)"
                                .formatted(file.path()));
                return;
            }
            methods.add(new AuthPublickey(client.loadKeys(file.path().toString(), lock)));
            tried.add("the key %s".formatted(file.path()));
        } catch (IOException e) {
            tried.add("the key %s (%s)".formatted(file.path(), e.getMessage()));
        }
    }

    private Optional<SshAgent> agent(SshSettings settings) {
        String place = settings.identityAgent();
        String socket = switch (place) {
            case "none" -> "";
            case "SSH_AUTH_SOCK" -> environment.getOrDefault("SSH_AUTH_SOCK", "");
            default -> place.startsWith("$") ? environment.getOrDefault(place.substring(1), "") : place;
        };
        return socket.isEmpty() ? Optional.empty() : Optional.of(new SshAgent(Path.of(socket)));
    }
}
