/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.window.Backoff;
import org.concert.launcher.core.internal.window.PaneRecord;

/** Says how a process ended, and what becomes of it. */
final class EndWords {

    private EndWords() {}

    /** Return how the process of a dead pane ended, or why a living one counts as failed. */
    static String of(ProcessConfig config, PaneRecord pane) {
        ExitStatus exit = pane.exit();
        return exit == null ? pane.marks().failure() : exit + unhealthy(pane) + restart(config, pane);
    }

    private static String unhealthy(PaneRecord pane) {
        String why = pane.marks().unhealthy();
        return why.isEmpty() ? "" : "; was unhealthy: " + why;
    }

    /** Return, behind its end, what becomes of it by its restart policy; empty if it has none. */
    static String restart(ProcessConfig config, PaneRecord pane) {
        Backoff backoff = pane.restarts().backoff();
        if (pane.marks().stopMillis() > 0 || pane.alive()) {
            return "";
        }
        if (backoff == null) {
            return RestartPolicy.appliesTo(config, pane.failed()) ? unattended(pane) : "";
        }
        if (!backoff.restarts()) {
            return "; " + backoff.refusal();
        }
        return StateRule.isOverdue(pane, backoff)
                ? "; no launcher was there to restart it"
                : "; restarted after " + backoff.delay().toSeconds() + " s";
    }

    private static String unattended(PaneRecord pane) {
        if (!pane.restarts().supervised()) {
            return "; nobody restarts it: no serve looks on";
        }
        return pane.endedWithin(StateRule.REACTION) ? "" : "; nobody restarts it: no serve looked on when it ended";
    }
}
