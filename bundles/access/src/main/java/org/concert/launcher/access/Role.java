/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.util.Locale;
import java.util.Optional;

/** What a user may do. Each role may do all that those before it may. */
public enum Role {
    /** Sees everything, and changes nothing. */
    VIEWER,
    /** Starts and stops. */
    OPERATOR;

    /** Return the role as files, answers and people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the role of a word; empty if there is none such. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Return whether who has this role may do what needs another. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
