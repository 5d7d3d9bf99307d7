/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.util.regex.Pattern;

/**
 * Somebody who may log in.
 *
 * @param name a letter or digit, then letters, digits and {@code ._@-}; at most 64 in all
 * @param role what the user may do
 * @param password what a password is checked against
 */
public record User(String name, Role role, PasswordHash password) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    /** Refuse a name that would not fit a line of the file. */
    public User {
        if (!isName(name)) {
            throw new IllegalArgumentException(nameComplaint(name));
        }
    }

    /** Return whether this may be the name of a user. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Return a name as it may stand in a log: who mistypes may have typed a password, so {@code ?} for what is no name. */
    public static String shown(String name) {
        return isName(name) ? name : "?";
    }

    static String nameComplaint(String name) {
        return "Cannot use '" + name + "' as the name of a user: a name begins with a letter or digit, and holds only"
                + " letters, digits and ._@- (64 at most)";
    }
}
