/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How JMX is served over the network.
 *
 * @param host the address to listen at
 * @param port the one port of registry, log-in and connections
 * @param sockets makes its socket, which all of them share
 */
record RemoteSettings(InetAddress host, int port, TlsSockets sockets) {

    /** Framework property: the port; without it there is no JMX over the network. */
    static final String PORT = "org.concert.launcher.jmx.port";

    /** Framework property: the address to listen at; that of the loopback interface if it is not set. */
    static final String HOST = "org.concert.launcher.jmx.host";

    /** Framework property: a PKCS12 file with the key. */
    static final String KEYSTORE = "org.concert.launcher.jmx.keystore";

    /** Framework property: the password of that file. */
    static final String PASSWORD = "org.concert.launcher.jmx.keystore.password";

    /**
     * Return what the framework properties say; empty if they name no port.
     *
     * @param property gives the value of a framework property, or null
     * @throws IOException if the address or the key cannot be used; the message says which
     */
    static Optional<RemoteSettings> of(Function<String, @Nullable String> property, LongSupplier nanoTime)
            throws IOException {
        String port = property.apply(PORT);
        if (port == null) {
            return Optional.empty();
        }
        String keystore = property.apply(KEYSTORE);
        String password = property.apply(PASSWORD);
        if (keystore == null || password == null) {
            throw new IOException("there is no TLS key; set the framework properties " + KEYSTORE + " and " + PASSWORD);
        }
        try {
            InetAddress host = InetAddress.getByName(property.apply(HOST));
            SSLContext tls = tls(Path.of(keystore), password.toCharArray());
            return Optional.of(new RemoteSettings(host, Integer.parseInt(port), new TlsSockets(tls, host, nanoTime)));
        } catch (NumberFormatException e) {
            throw new IOException("'" + port + "' is no port", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS key " + keystore + " cannot be used: " + e, e);
        }
    }

    private static SSLContext tls(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
