/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The networks from which everybody is an operator over HTTP, without log-in and without TLS: for GUIs in a laboratory that know
 * neither.
 *
 * @param networks the networks, such as {@code 10.24.0.0/16}
 */
public record TrustedNetworks(List<Network> networks) {

    /** Framework property: the networks, separated by commas. */
    public static final String NAME = "org.concert.launcher.http.trust";

    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");

    /** Copy the list. */
    public TrustedNetworks {
        networks = List.copyOf(networks);
    }

    /**
     * One network.
     *
     * @param address its first address
     * @param bits how many bits of an address have to be those of the first
     */
    public record Network(InetAddress address, int bits) {

        private boolean contains(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] its = other.getAddress();
            if (mine.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >>> bit % Byte.SIZE;
                if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return address.getHostAddress() + "/" + bits;
        }
    }

    /**
     * Return the networks that the framework property names.
     *
     * @param property gives the value of a framework property, or null
     * @throws IllegalArgumentException if it names something else
     */
    public static TrustedNetworks of(Function<String, @Nullable String> property) {
        String names = property.apply(NAME);
        return names == null ? new TrustedNetworks(List.of()) : parse(List.of(names.split(",", -1)));
    }

    /**
     * Return the networks of these names: an address and how many bits of it are those of the network, or a single address.
     *
     * @throws IllegalArgumentException if one is none, with what would be right
     */
    public static TrustedNetworks parse(List<String> names) {
        List<Network> networks = new ArrayList<>();
        for (String name : names) {
            if (!name.isBlank()) {
                networks.add(network(name.strip()));
            }
        }
        return new TrustedNetworks(networks);
    }

    private static Network network(String name) {
        int slash = name.indexOf('/');
        String address = slash < 0 ? name : name.substring(0, slash);
        try {
            if (!ADDRESS.matcher(address).matches()) {
                throw unusable(name, "it is no address");
            }
            // An address, never a name: nothing is asked of a name server.
            InetAddress parsed = InetAddress.getByName(address);
            int most = parsed.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(name.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw unusable(name, "it has " + most + " bits");
            }
            return new Network(parsed, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw unusable(name, "it is no network");
        }
    }

    private static IllegalArgumentException unusable(String name, String why) {
        return new IllegalArgumentException(
                "Cannot trust '" + name + "': " + why + "; a network is an address and its bits, such as 10.24.0.0/16");
    }

    /** Return whether an address, in digits, is in one of them. */
    public boolean contains(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return networks.stream().anyMatch(network -> network.contains(parsed));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Return whether there is none. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Return how they are written. */
    public List<String> names() {
        return networks.stream().map(Network::toString).toList();
    }
}
