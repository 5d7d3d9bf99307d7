/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.concert.launcher.api.TransportException;

/**
 * Knows the secrets of logins: from the file of the user, else as typed on the terminal. What was typed is remembered
 * as long as the launcher lives, for when a connection is lost. Safe for use by several threads.
 */
final class Secrets {

    private final SecretFile file;
    private final TerminalPrompt terminal;
    private final Map<String, char[]> typed = new ConcurrentHashMap<>();

    Secrets(SecretFile file, TerminalPrompt terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    /** Return the file, for messages. */
    SecretFile file() {
        return file;
    }

    /** Return the password of a user of a machine. */
    Optional<char[]> password(String machine, String user, String hostName)
            throws TransportException, InterruptedException {
        String account = user + "@" + hostName;
        Optional<char[]> known = known(account, machine, account);
        return known.isPresent() ? known : ask(account, account + "'s password: ");
    }

    /** Return the passphrase of a key. */
    Optional<char[]> passphrase(Path key) throws TransportException, InterruptedException {
        Optional<char[]> known = known(key.toString(), key.toString());
        return known.isPresent() ? known : ask(key.toString(), "Passphrase of the key " + key + ": ");
    }

    /** Return the answer to a question of a server; it is asked anew each time. */
    Optional<char[]> answer(String machine, String question, boolean shown) throws InterruptedException {
        return terminal.ask(machine + ": " + question.strip() + " ", shown);
    }

    /** Forget what was typed, as it was wrong; return whether it makes sense to ask once more. */
    boolean forget(String name) {
        return typed.remove(name) != null;
    }

    private Optional<char[]> known(String name, String... names) throws TransportException {
        char[] before = typed.get(name);
        return before == null ? file.find(names) : Optional.of(before);
    }

    private Optional<char[]> ask(String name, String prompt) throws InterruptedException {
        Optional<char[]> answer = terminal.ask(prompt, false);
        answer.ifPresent(secret -> typed.put(name, secret));
        return answer;
    }
}
