/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a request comes from. */
final class ClientAddress {

    private ClientAddress() {}

    /** Return whether a request comes from this machine, and was not passed on by a proxy on it. */
    static boolean isOfThisMachine(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null;
    }

    private static boolean isLoopback(String address) {
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
