/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.access.OwnAccount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which accounts of this machine are let in while no user is defined: the one that this program runs as, root, and those
 * that a setting names. Safe for use by several threads.
 */
final class LocalAccounts {

    /** Framework property: user ids of further accounts, separated by commas; {@code all} for everybody on this machine. */
    static final String NAMES = "org.concert.launcher.http.accounts";

    private static final Logger logger = LoggerFactory.getLogger(LocalAccounts.class);
    private static final String EVERYBODY = "all";
    private static final long ROOT = 0;

    private final SocketOwners owners;
    private final Set<Long> admitted;
    private final boolean everybody;

    private LocalAccounts(SocketOwners owners, Set<Long> admitted, boolean everybody) {
        this.owners = owners;
        this.admitted = Set.copyOf(admitted);
        this.everybody = everybody;
    }

    /**
     * Return the accounts that the framework property names beside one's own and root.
     *
     * @param property gives the value of a framework property, or null
     */
    static LocalAccounts of(Function<String, @Nullable String> property) {
        return of(property, new SocketOwners(Path.of("/proc/net")), OwnAccount.uid());
    }

    static LocalAccounts of(Function<String, @Nullable String> property, SocketOwners owners, OptionalLong own) {
        String value = property.apply(NAMES);
        List<String> listed = value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        Set<Long> admitted =
                listed.stream().filter(LocalAccounts::isUid).map(Long::valueOf).collect(Collectors.toSet());
        listed.stream()
                .filter(name -> !isUid(name) && !name.equals(EVERYBODY))
                .forEach(name -> logger.warn(
                        "Cannot let in '{}' of the framework property {}: it is no user id; 'id -u NAME' tells that of"
                                + " an account, and '{}' lets in everybody",
                        name,
                        NAMES,
                        EVERYBODY));
        admitted.add(ROOT);
        own.ifPresent(admitted::add);
        return new LocalAccounts(owners, admitted, listed.contains(EVERYBODY));
    }

    private static boolean isUid(String name) {
        return name.matches("\\d{1,10}");
    }

    /** Return the user id of the account that sends a request from this machine; empty if that cannot be told. */
    OptionalLong sender(HttpServletRequest request) {
        try {
            return owners.owner(
                    new InetSocketAddress(InetAddress.getByName(request.getRemoteAddr()), request.getRemotePort()),
                    new InetSocketAddress(InetAddress.getByName(request.getLocalAddr()), request.getLocalPort()));
        } catch (UnknownHostException e) {
            return OptionalLong.empty();
        }
    }

    /** Return whether an account is let in. */
    boolean admits(OptionalLong uid) {
        return everybody || (uid.isPresent() && admitted.contains(uid.getAsLong()));
    }
}
