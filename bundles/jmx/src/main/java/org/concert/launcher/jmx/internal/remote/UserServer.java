/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import javax.management.MBeanServer;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.security.auth.Subject;
import org.concert.launcher.access.Account;

/** Gives each connection an MBean server of its own, which knows whose it is. */
final class UserServer extends RMIJRMPServerImpl {

    private final MBeanServer nobodys;
    private final Function<Account, MBeanServer> ofUser;

    /**
     * Create one.
     *
     * @param nobodys what the server itself uses, for the notifications of all
     * @param ofUser gives what a user has; called by the thread of the log-in
     */
    UserServer(
            RemoteSettings settings,
            Map<String, ?> environment,
            MBeanServer nobodys,
            Function<Account, MBeanServer> ofUser)
            throws IOException {
        super(settings.port(), new SslRMIClientSocketFactory(), settings.sockets(), environment);
        this.nobodys = nobodys;
        this.ofUser = ofUser;
    }

    @Override
    protected synchronized RMIConnection makeClient(String id, Subject subject) throws IOException {
        Account account =
                subject.getPrivateCredentials(Account.class).iterator().next();
        // A connection keeps the one that is set when it is made.
        setMBeanServer(ofUser.apply(account));
        try {
            return super.makeClient(id, subject);
        } finally {
            setMBeanServer(nobodys);
        }
    }
}
