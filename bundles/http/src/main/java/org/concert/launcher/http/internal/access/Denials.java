/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.concert.launcher.access.ClientNetwork;
import org.concert.launcher.access.Credentials;
import org.concert.launcher.access.DenialLog;
import org.concert.launcher.api.Actor;

/** Records which requests were not let in, and who logged in. Safe for use by several threads. */
final class Denials {

    private final DenialLog log;

    Denials(DenialLog log) {
        this.log = log;
    }

    /** Record that a request was not let in, for what it asks. */
    void denied(HttpServletRequest request, String user, String reason) {
        denied(request, user, request.getMethod() + " " + request.getRequestURI(), List.of(), reason);
    }

    /** Record that something was not let in. */
    void denied(HttpServletRequest request, String user, String action, List<String> processes, String reason) {
        log.denied(
                ClientAddress.source(request),
                ClientNetwork.of(request.getRemoteAddr()),
                user,
                action,
                processes,
                reason);
    }

    /** Record that somebody who was let in may not do something. */
    void denied(Actor actor, String action, List<String> processes, String reason) {
        log.denied(actor.source(), actor.source(), actor.user(), action, processes, reason);
    }

    /** Record that a log-in failed. */
    void refused(HttpServletRequest request, String name, Credentials.Checked checked) {
        log.refused(ClientAddress.source(request), ClientNetwork.of(request.getRemoteAddr()), name, checked);
    }

    /** Record that somebody logged in or out. */
    void accepted(HttpServletRequest request, String user, String action) {
        log.accepted(ClientAddress.source(request), user, action);
    }
}
