/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Arrays;
import java.util.Set;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.concert.launcher.access.Account;
import org.concert.launcher.access.ClientNetwork;
import org.concert.launcher.access.Credentials;
import org.concert.launcher.access.Credentials.Checked;
import org.concert.launcher.access.DenialLog;
import org.jspecify.annotations.Nullable;

/** Lets in who has the name and password of a user. */
final class UserAuthenticator implements JMXAuthenticator {

    private static final int PARTS = 2;

    private final Credentials credentials;
    private final DenialLog denials;

    UserAuthenticator(Credentials credentials, DenialLog denials) {
        this.credentials = credentials;
        this.denials = denials;
    }

    @Override
    public Subject authenticate(@Nullable Object given) {
        if (!(given instanceof String[] pair)
                || pair.length != PARTS
                || Arrays.asList(pair).contains(null)) {
            throw new SecurityException("Cannot log in: user name and password are needed");
        }
        String name = pair[0];
        String password = pair[1];
        String address = clientAddress();
        Checked checked = credentials.check(name, password, ClientNetwork.of(address));
        Account account = checked.account();
        if (account != null) {
            denials.accepted(source(address), account.name(), "login");
            return new Subject(true, Set.of(new JMXPrincipal(account.name())), Set.of(), Set.of(account));
        }
        if (checked.isDelayed()) {
            throw new SecurityException("Cannot log in: too many wrong passwords; wait "
                    + (checked.pause().toSeconds() + 1) + " s");
        }
        denials.refused(source(address), ClientNetwork.of(address), name, checked);
        throw new SecurityException("Cannot log in: " + checked.complaint());
    }

    /** Return the source of an actor. */
    static String source(String address) {
        return "jmx " + address;
    }

    /** Return who is at the other end of the connection that this thread serves. */
    static String clientAddress() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            throw new IllegalStateException("Cannot tell who asks: this is no thread of RMI", e);
        }
    }
}
