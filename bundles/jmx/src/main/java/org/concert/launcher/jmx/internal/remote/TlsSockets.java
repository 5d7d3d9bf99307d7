/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Makes the server socket: at one address, by TLS. The one of the JDK listens at every address. */
final class TlsSockets implements RMIServerSocketFactory {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext tls;
    private final InetAddress host;

    TlsSockets(SSLContext tls, InetAddress host) {
        this.tls = tls;
        this.host = host;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        SSLServerSocket socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(port, 0, host);
        socket.setEnabledProtocols(PROTOCOLS);
        return socket;
    }
}
