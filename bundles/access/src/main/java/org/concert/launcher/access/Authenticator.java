/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Vouches for people who are not in our own file of users: by JAAS, PAM, LDAP or whatever a site has. Whoever registers one
 * as an OSGi service has it asked at each log-in, over HTTP and JMX alike.
 *
 * <p>Our file comes first: who is a user of it is checked by it alone. Everybody else is asked for at each of these
 * services, that of the highest {@code service.ranking} first; the first that tells a role lets in. While there is one, nobody
 * is let in without log-in.
 *
 * <p>It is called on threads of its own, at most four at once, with a class loader of the context that knows what its bundle has and what
 * the JDK has, and has 5 s; then the thread is interrupted. What it throws, or that it does not answer in time, is a refusal, and told
 * in the log. How often somebody may try, and the audit log, are no business of its own.
 */
@ConsumerType
public interface Authenticator {

    /**
     * Return what somebody may do; empty if name or password are wrong, or it does not know such a user. A password that was
     * right is not asked for again for ten minutes, and a session lasts up to twelve hours.
     *
     * @param user a letter or digit, then letters, digits and {@code ._@-}; at most 64 in all
     * @param password never empty
     * @throws Exception if it cannot tell; the message is for the log, and must not have the password in it
     */
    Optional<Role> authenticate(String user, String password) throws Exception;
}
