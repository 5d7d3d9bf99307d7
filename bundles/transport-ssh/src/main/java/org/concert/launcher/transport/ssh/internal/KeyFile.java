/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A key file that the configuration names; it need not exist.
 *
 * @param path where it is
 * @param publicKey its public key, if that stands beside it or is all that it holds
 */
record KeyFile(Path path, Optional<SshAgent.Identity> publicKey) {

    static KeyFile read(Path path) throws IOException {
        for (Path candidate : List.of(Path.of(path + ".pub"), path)) {
            if (Files.isReadable(candidate)) {
                String[] words = Files.readString(candidate, StandardCharsets.ISO_8859_1)
                        .strip()
                        .split("\\s+", 3);
                if (words.length > 1 && words[1].startsWith("AAAA")) {
                    return new KeyFile(
                            path, Optional.of(new SshAgent.Identity(words[0], words[1], candidate.toString())));
                }
            }
        }
        return new KeyFile(path, Optional.empty());
    }

    boolean isSame(SshAgent.Identity identity) {
        return publicKey.filter(identity::isSame).isPresent();
    }

    /**
     * Return whether it is of the kind that ssh-keygen wrote until OpenSSH 7.8 for a key with a passphrase, which is locked
     * with MD5 (RFC 1421); ssh-keygen writes it anew in a better one.
     */
    boolean isLockedInOldFormat() throws IOException {
        return Files.readString(path, StandardCharsets.ISO_8859_1).contains("Proc-Type: 4,ENCRYPTED");
    }
}
