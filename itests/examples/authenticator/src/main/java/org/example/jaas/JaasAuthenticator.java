/* SPDX-License-Identifier: Apache-2.0 */
package org.example.jaas;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AccountException;
import javax.security.auth.login.CredentialException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.concert.launcher.access.Authenticator;
import org.concert.launcher.access.Role;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Has JAAS say who may log in. The framework property {@code org.example.jaas.realm} names what is configured for that,
 * {@code concert-launcher} if it is not set; Karaf's own users are those of the realm {@code karaf}. Who has the role {@code admin} or
 * {@code operator} there is an operator, who has {@code viewer} is a viewer.
 */
@Component(name = "org.example.jaas")
public final class JaasAuthenticator implements Authenticator {

    private final String realm;

    /** Create one for the realm that the framework properties name. */
    @Activate
    public JaasAuthenticator(BundleContext context) {
        String named = context.getProperty("org.example.jaas.realm");
        realm = named == null ? "concert-launcher" : named;
    }

    @Override
    public Optional<Role> authenticate(String user, String password) throws LoginException {
        var context = new LoginContext(realm, new Subject(), callbacks -> answer(callbacks, user, password));
        try {
            context.login();
        } catch (FailedLoginException | AccountException | CredentialException e) {
            return Optional.empty();
        }
        Set<String> names = context.getSubject().getPrincipals().stream()
                .map(Principal::getName)
                .collect(Collectors.toSet());
        context.logout();
        if (names.contains("admin") || names.contains("operator")) {
            return Optional.of(Role.OPERATOR);
        }
        return names.contains("viewer") ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    private static void answer(Callback[] callbacks, String user, String password) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
