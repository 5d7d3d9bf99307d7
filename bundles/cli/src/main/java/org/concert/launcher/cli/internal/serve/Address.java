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
 * Where HTTP or JMX is served.
 *
 * @param host an address of this machine; one that others can reach only with users and TLS
 * @param port the port; 0 for any that is free
 */
public record Address(InetAddress host, int port) {

    private static final int HIGHEST_PORT = 65_535;
    private static final String HOW_TO_MEND =
            "; 'concert_launcher user add NAME' adds a user, --tls-keystore FILE names a key";

    /**
     * Return the address that the user asked for.
     *
     * @param trusted whether there are networks that are trusted all the same
     * @throws LauncherException if there is none such, or others than this machine could reach it
     *     without having to log in, or could be overheard doing so
     */
    public static Address of(String bind, int port, boolean users, boolean tls, boolean trusted)
            throws LauncherException {
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
        if (!host.isLoopbackAddress() && !(users && tls) && !trusted) {
            throw new LauncherException(
                    "Cannot serve on " + bind + ": others can reach it, and " + lack(users, tls) + HOW_TO_MEND
                            + ", --trust a network whose people need neither; or serve on 127.0.0.1 and come in by SSH (ssh -L 8778:127.0.0.1:8778)");
        }
        return new Address(host, port);
    }

    /**
     * Return the address of JMX: that of HTTP with another port.
     *
     * @throws LauncherException if it is no port, or people could not be told apart there, or be overheard
     */
    public Address ofJmx(int jmxPort, boolean users, boolean tls) throws LauncherException {
        if (jmxPort <= 0 || jmxPort > HIGHEST_PORT || jmxPort == port) {
            throw new LauncherException(
                    "Cannot serve JMX on port " + jmxPort + ": it needs one of its own, a number from 1 to 65535");
        }
        if (!(users && tls)) {
            throw new LauncherException("Cannot serve JMX over the network: " + lack(users, tls) + HOW_TO_MEND
                    + "; on this machine, JConsole needs neither a port nor a user");
        }
        return new Address(host, jmxPort);
    }

    /**
     * Make sure that nobody uses the port. Asked before the framework starts, whose HTTP service would only log it.
     *
     * @param option the option that names another
     * @throws ServeException if somebody does, or the port may not be used
     */
    public void requireFree(String option) throws ServeException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ServeException(
                    "Cannot serve on " + authority(port) + ": " + e.getMessage()
                            + "; another 'concert_launcher serve' may run there; choose another port with " + option,
                    e);
        }
    }

    private static String lack(boolean users, boolean tls) {
        return "there is " + (users ? "" : tls ? "no user" : "no user and ") + (tls ? "" : "no TLS key");
    }

    /** Return host and port as they stand in a URL: with the name of this machine, if all of its addresses are meant. */
    public String authority(int actualPort) {
        if (host.isAnyLocalAddress()) {
            return nameOfThisMachine() + ":" + actualPort;
        }
        String name = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + name + "]" : name) + ":" + actualPort;
    }

    private static String nameOfThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // Its name is in no hosts file.
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
