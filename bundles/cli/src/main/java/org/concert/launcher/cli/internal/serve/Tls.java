/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.api.LauncherException;
import org.jspecify.annotations.Nullable;

/**
 * The key of this server.
 *
 * @param keystore a PKCS12 file that can be opened with the password
 * @param password its password
 */
public record Tls(Path keystore, String password) {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /**
     * Return the key to use; empty if none is named and none is in etc/.
     *
     * @throws LauncherException if the one that is meant cannot be used
     */
    public static Optional<Tls> of(Path etc, @Nullable Path named, @Nullable Path passwordFile)
            throws LauncherException {
        Path usual = etc.resolve("tls.p12");
        if (named == null && !Files.exists(usual)) {
            return Optional.empty();
        }
        Path keystore = (named == null ? usual : named).toAbsolutePath();
        Path secret = passwordFile == null ? etc.resolve("tls.password") : passwordFile;
        try {
            if (Files.getPosixFilePermissions(secret).stream().anyMatch(OTHERS::contains)) {
                throw new LauncherException("Cannot use the password in " + secret + ": others can read it; chmod 600 "
                        + secret + " mends that");
            }
            List<String> lines = Files.readAllLines(secret);
            String password = lines.isEmpty() ? "" : lines.get(0);
            KeyStore opened = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keystore)) {
                opened.load(in, password.toCharArray());
            }
            return Optional.of(new Tls(keystore, password));
        } catch (IOException | GeneralSecurityException e) {
            throw new LauncherException(
                    "Cannot use the TLS key " + keystore + " with the password in " + secret + ": " + e
                            + "; --tls-keystore names a PKCS12 file, --tls-password-file the file of its password",
                    e);
        }
    }

    /** Return the framework properties that have HTTPS served on a port, and no HTTP. */
    Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("org.apache.felix.http.enable", "false");
        settings.put("org.apache.felix.https.enable", "true");
        settings.put("org.osgi.service.http.port.secure", Integer.toString(port));
        settings.put("org.apache.felix.https.keystore", keystore.toString());
        settings.put("org.apache.felix.https.keystore.type", "PKCS12");
        settings.put("org.apache.felix.https.keystore.password", password);
        settings.put("org.apache.felix.https.keystore.key.password", password);
        settings.put("org.apache.felix.https.jetty.protocols.included", "TLSv1.2,TLSv1.3");
        return settings;
    }

    /** Return the framework properties that have JMX served over the network. */
    Map<String, String> jmxSettings(Address address) {
        return Map.of(
                "org.concert.launcher.jmx.host",
                address.host().getHostAddress(),
                "org.concert.launcher.jmx.port",
                Integer.toString(address.port()),
                "org.concert.launcher.jmx.keystore",
                keystore.toString(),
                "org.concert.launcher.jmx.keystore.password",
                password);
    }

    /** A password is for no log. */
    @Override
    public String toString() {
        return "Tls[" + keystore + "]";
    }
}
