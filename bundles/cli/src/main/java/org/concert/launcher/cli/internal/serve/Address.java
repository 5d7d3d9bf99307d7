/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.concert.launcher.api.LauncherException;

/**
 * Where HTTP is served.
 *
 * @param host an address of this machine; one that others can reach only with users and TLS
 * @param port the port; 0 for any that is free
 */
record Address(InetAddress host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Return the address that the user asked for.
     *
     * @throws LauncherException if there is none such, or others than this machine could reach it
     *     without having to log in, or could be overheard doing so
     */
    static Address of(String bind, int port, boolean users, boolean tls) throws LauncherException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new LauncherException(
                    "Cannot serve on port " + port + ": a port is a number from 1 to 65535, or 0 for any free one");
        }
        InetAddress host;
        try {
            host = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new LauncherException(
                    "Cannot serve on " + bind + ": no such address; use 127.0.0.1, ::1 or localhost", e);
        }
        if (!host.isLoopbackAddress() && !(users && tls)) {
            throw new LauncherException("Cannot serve on " + bind + ": others can reach it, and there is "
                    + (users ? "" : tls ? "no user" : "no user and ") + (tls ? "" : "no TLS key")
                    + "; 'concert_launcher user add NAME' adds a user, --tls-keystore FILE names a key; or serve on 127.0.0.1"
                    + " and come in by SSH (ssh -L 8778:127.0.0.1:8778)");
        }
        return new Address(host, port);
    }

    /**
     * Make sure that nobody uses the port. Asked before the framework starts, whose HTTP service would only log it.
     *
     * @throws ServeException if somebody does, or the port may not be used
     */
    void requireFree() throws ServeException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ServeException(
                    "Cannot serve on " + authority(port) + ": " + e.getMessage()
                            + "; another 'concert_launcher serve' may run there; choose another port with --port",
                    e);
        }
    }

    /** Return host and port as they stand in a URL. */
    String authority(int actualPort) {
        String name = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + name + "]" : name) + ":" + actualPort;
    }
}
