/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * A machine as a launcher file or a ProxyJump names it: {@code user@host:port}, of which only the host is needed; it may
 * be an alias of ssh_config. An IPv6 address with a port stands in brackets.
 *
 * @param user who logs in, or null
 * @param host a name, an address or an alias
 * @param port 1 to 65535, or null
 */
record SshDestination(
        @Nullable String user, String host, @Nullable Integer port) {

    /** No part may begin with a minus, which ssh would take for an option. */
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<user>[^-@\\s][^@\\s]*)@)?(?:\\[(?<v6>[^\\]-][^\\]]*)\\]|(?<host>[^-\\[\\]:@/\\s][^\\[\\]:@/\\s]*))"
                    + "(?::(?<port>\\d{1,5}))?");

    private static final int LAST_PORT = 65_535;

    /** Return the arguments by which ssh is told of it. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (user != null) {
            arguments.addAll(List.of("-l", user));
        }
        if (port != null) {
            arguments.addAll(List.of("-p", port.toString()));
        }
        arguments.add(host);
        return arguments;
    }

    static SshDestination parse(String machine) throws TransportException {
        Matcher matcher = FORM.matcher(machine);
        if (matcher.matches()) {
            String v6 = matcher.group("v6");
            String port = matcher.group("port");
            Integer number = port == null ? null : Integer.valueOf(port);
            if (number == null || (number >= 1 && number <= LAST_PORT)) {
                return new SshDestination(matcher.group("user"), v6 == null ? matcher.group("host") : v6, number);
            }
        }
        throw new TransportException(
                "Cannot reach machine %s: write user@host, user@host:port or a Host of ssh_config".formatted(machine));
    }
}
