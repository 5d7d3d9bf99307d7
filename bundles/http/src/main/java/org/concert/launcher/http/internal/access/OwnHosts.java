/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this server may be spoken to. A page of an attacker can have a name of its own point to this
 * machine (DNS rebinding), and the browser then takes that page for ours; it cannot make that name be one of these.
 */
public final class OwnHosts {

    /** Framework property: further names of this machine, separated by commas; for when it does not only serve itself. */
    public static final String NAMES = "org.concert.launcher.http.hosts";

    /** Framework property of Felix HTTP: the address or name the server is bound to. */
    static final String BOUND = "org.apache.felix.http.host";

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");

    /** To be bound to all addresses is not to have a name. */
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::");

    private final Set<String> names;

    private OwnHosts(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /**
     * Return the hosts that the framework properties name.
     *
     * @param property gives the value of a framework property, or null
     */
    public static OwnHosts of(Function<String, @Nullable String> property) {
        Set<String> names = new TreeSet<>();
        for (String key : new String[] {NAMES, BOUND}) {
            String value = property.apply(key);
            if (value != null) {
                Arrays.stream(value.split(",", -1))
                        .map(OwnHosts::plain)
                        .filter(name -> !name.isEmpty() && !WILDCARDS.contains(name))
                        .forEach(names::add);
            }
        }
        return new OwnHosts(names);
    }

    /**
     * Return whether a host is this server.
     *
     * @param host a name or address as a browser sends it, without port
     * @param connectedAddress the address of this machine that the connection came in on, or null when not known: whoever
     *     names it has no name to play tricks with
     */
    public boolean contains(String host, @Nullable String connectedAddress) {
        String plain = plain(host);
        return LOOPBACK.matcher(plain).matches()
                || names.contains(plain)
                || (connectedAddress != null && plain.equals(plain(connectedAddress)));
    }

    /** Return whether a host is this server, by its names alone. */
    public boolean contains(String host) {
        return contains(host, null);
    }

    private static String plain(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
