/* SPDX-License-Identifier: Apache-2.0 */
package org.example.jaas;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;

/** Knows the users that the configuration of JAAS lists as {@code NAME="ROLE PASSWORD"}; only to try it out. */
public final class ListedUsers implements LoginModule {

    private @Nullable Subject subject;
    private @Nullable CallbackHandler handler;
    private Map<String, ?> users = Map.of();
    private @Nullable String role;

    /** Create one, as JAAS does at each log-in. */
    public ListedUsers() {}

    @Override
    public void initialize(
            Subject newSubject, CallbackHandler newHandler, Map<String, ?> sharedState, Map<String, ?> options) {
        subject = newSubject;
        handler = newHandler;
        users = options;
    }

    @Override
    public boolean login() throws LoginException {
        var name = new NameCallback("user");
        var password = new PasswordCallback("password", false);
        try {
            if (handler != null) {
                handler.handle(new Callback[] {name, password});
            }
        } catch (IOException | UnsupportedCallbackException e) {
            throw new LoginException("Cannot ask who it is: " + e);
        }
        String[] listed = String.valueOf(users.get(name.getName())).split(" ", 2);
        if (listed.length < 2 || !listed[1].equals(String.valueOf(password.getPassword()))) {
            throw new FailedLoginException("Cannot log in: name or password is wrong");
        }
        role = listed[0];
        return true;
    }

    @Override
    public boolean commit() {
        if (subject != null && role != null) {
            subject.getPrincipals().add(new NamedRole(role));
        }
        return true;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        if (subject != null) {
            subject.getPrincipals().clear();
        }
        return true;
    }

    private record NamedRole(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }
}
