/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;

/** Lets tests ask as the guard would for a caller. */
public final class Callers {

    private Callers() {}

    /** Return what is answered to a caller of a role. */
    public static boolean as(Role role, BooleanSupplier question) {
        var caller = new Caller(new Actor("ann", "http 10.0.0.7"), role, false, () -> true);
        var identity = new AccessControl.Identity(Optional.of(caller), null, "ann", "", Duration.ZERO, false);
        var context = new RequestContext(null, null, RequestPath.of("/jolokia"), Optional.of(Role.VIEWER));
        context.identify(Optional.of(identity));
        AtomicBoolean answer = new AtomicBoolean();
        try {
            context.answer(() -> answer.set(question.getAsBoolean()));
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
