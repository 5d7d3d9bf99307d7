/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.api.TransportException;

/**
 * A file of passwords and passphrases that only its owner may read. A line is a name, blanks, and the secret, which may
 * hold blanks: the name is a machine as the launcher file names it, {@code user@host}, or the path of a key.
 */
final class SecretFile {

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    SecretFile(Path file) {
        this.file = file;
    }

    /**
     * Return the secret of the first of the names that has one.
     *
     * @throws TransportException if others may read the file, or it cannot be read
     */
    Optional<char[]> find(String... names) throws TransportException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new TransportException(
                        "Cannot use the secrets in %s: others may read it; forbid that: chmod 600 %s"
                                .formatted(file, file));
            }
            for (String name : names) {
                for (String line :
                        Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
                    String[] words = line.strip().split("\\s+", 2);
                    if (words.length == 2 && words[0].equals(name)) {
                        return Optional.of(words[1].toCharArray());
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new TransportException("Cannot read the secrets in %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
