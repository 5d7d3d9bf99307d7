/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.concert.launcher.access.TrustedNetworks;

/** Where a request comes from. */
final class ClientAddress {

    private ClientAddress() {}

    /** Return whether a request comes from this machine, and was not passed on by a proxy on it. */
    static boolean isOfThisMachine(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr()) && isLoopback(request.getLocalAddr()) && isDirect(request);
    }

    /** Return whether a request comes from one of these networks, and was not passed on by a proxy in it. */
    static boolean isOf(HttpServletRequest request, TrustedNetworks networks) {
        return networks.contains(request.getRemoteAddr()) && isDirect(request);
    }

    private static boolean isDirect(HttpServletRequest request) {
        return request.getHeader("Forwarded") == null && request.getHeader("X-Forwarded-For") == null;
    }

    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Return the source of an actor. */
    static String source(HttpServletRequest request) {
        return "http " + request.getRemoteAddr();
    }
}
