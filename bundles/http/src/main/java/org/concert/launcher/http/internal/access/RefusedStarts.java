/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.concert.launcher.access.AuditEntry;
import org.concert.launcher.access.AuditLog;
import org.concert.launcher.api.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records what somebody who is let in wanted to start, and was refused before a launcher was asked; what a launcher refuses
 * it records itself. Safe for use by several threads.
 */
@Component(name = "org.concert.launcher.http.refused", service = RefusedStarts.class)
public final class RefusedStarts {

    private final AuditLog log;
    private final Clock clock;

    /** Create it for the log of the framework. */
    @Activate
    public RefusedStarts(@Reference AccessControl access) {
        this(access.log(), Clock.systemUTC());
    }

    /** Create it for any log. */
    public RefusedStarts(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Record one, by the actor of this thread.
     *
     * @param params parameters by name; any text
     * @param reason why it was refused; lines of it become sentences of one line
     */
    public void record(
            String session, List<String> processes, List<String> variants, Map<String, String> params, String reason) {
        Actor actor = Actor.current();
        log.write(new AuditEntry(
                clock.instant(),
                actor.user(),
                actor.source(),
                "start",
                session,
                processes,
                variants,
                params,
                AuditEntry.Result.REFUSED,
                reason.replace("\n", "; ")));
    }
}
