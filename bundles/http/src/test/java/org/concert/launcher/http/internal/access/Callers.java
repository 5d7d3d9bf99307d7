/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.function.BooleanSupplier;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;

/** Lets tests ask as the guard would for a caller. */
public final class Callers {

    private Callers() {}

    /** Return what is answered to a caller of a role. */
    public static boolean as(Role role, BooleanSupplier question) {
        try {
            return new Caller(new Actor("ann", "http 10.0.0.7"), role, false, () -> true).call(question::getAsBoolean);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
