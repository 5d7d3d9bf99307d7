/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.util.function.BooleanSupplier;

/**
 * Somebody who was let in by name and password.
 *
 * @param name the name
 * @param role what may be done
 * @param current whether that still holds; costs a look at the time stamp of a file
 */
public record Account(String name, Role role, BooleanSupplier current) {

    /** Return whether the user would still be let in: not removed, and with no other password or role. */
    public boolean isCurrent() {
        return current.getAsBoolean();
    }
}
