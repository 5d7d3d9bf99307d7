/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.concert.launcher.api.TransportException;

/** Finds the passphrase of one key file; sshj asks for it when it needs it. */
final class LockedKey implements PasswordFinder {

    private static final int ATTEMPTS = 3;

    private final Secrets secrets;
    private final Path file;
    private final List<String> problems;
    private int asked;

    /**
     * Create one.
     *
     * @param problems takes the words for people about what went wrong
     */
    LockedKey(Secrets secrets, Path file, List<String> problems) {
        this.secrets = secrets;
        this.file = file;
        this.problems = problems;
    }

    @Override
    public char[] reqPassword(Resource<?> resource) {
        asked++;
        try {
            Optional<char[]> passphrase = secrets.passphrase(file);
            if (passphrase.isPresent()) {
                return passphrase.get();
            }
            problems.add("(%s is locked by a passphrase: ssh-add %s, or put it into %s)"
                    .formatted(file, file, secrets.file()));
        } catch (TransportException e) {
            problems.add("(" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new char[0];
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
        return secrets.forget(file.toString()) && asked < ATTEMPTS;
    }
}
