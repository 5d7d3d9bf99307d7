/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Makes the server socket: at one address, by TLS. The one of the JDK listens at every address. */
final class TlsSockets implements RMIServerSocketFactory {

    /** How many connections there may be; RMI has a thread for each, and some more for those that are just being closed. */
    static final int MOST = RemoteJmx.MOST_THREADS - 20;

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext tls;
    private final InetAddress host;
    private final LongSupplier nanoTime;

    TlsSockets(SSLContext tls, InetAddress host, LongSupplier nanoTime) {
        this.tls = tls;
        this.host = host;
        this.nanoTime = nanoTime;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new GuestSockets(port, host, MOST, nanoTime, this::secured);
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(PROTOCOLS);
        return socket;
    }
}
