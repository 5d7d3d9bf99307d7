/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What those who ask over a network are counted by. */
public final class ClientNetwork {

    /** In IPv6 whoever has an address has the whole network of it. */
    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /**
     * Return the network of an address: itself, or the first half of an address of IPv6.
     *
     * @param address an address in digits; what is none is returned as it is
     */
    public static String of(String address) {
        try {
            // An address, never a name: nothing is asked of a name server.
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address && !parsed.isLoopbackAddress()
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
