/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Whose request is being answered on a thread; bound by the guard.
 *
 * @param actor who, and from where
 * @param role what the caller may do
 * @param byCookie whether the caller is known by a cookie, which browsers send along with requests of anybody's pages
 * @param valid whether the caller would still be let in; to be asked by answers that take long
 */
public record Caller(Actor actor, Role role, boolean byCookie, BooleanSupplier valid) {

    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    /** Return the caller of this thread; empty if the guard has let nobody in on it. */
    public static Optional<Caller> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Do something for this caller, and return what it gives. */
    <T> T call(Callable<T> action) throws Exception {
        CURRENT.set(this);
        try {
            return Actor.callAs(actor, action);
        } finally {
            CURRENT.remove();
        }
    }
}
