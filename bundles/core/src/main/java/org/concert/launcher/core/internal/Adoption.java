/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.function.Supplier;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes care of processes that another launcher started, once this one looks on for good: their readiness is probed for,
 * with the variants and parameters they were started with. Lives on the loop.
 */
final class Adoption {

    private static final Logger logger = LoggerFactory.getLogger(Adoption.class);

    private final Supplier<LauncherConfig> config;
    private boolean active;

    Adoption(Supplier<LauncherConfig> config) {
        this.config = config;
    }

    void begin() {
        active = true;
    }

    void consider(ProcessEntry entry) {
        if (!active || entry.alivePane().isEmpty() || !config.get().processes().containsKey(entry.name())) {
            return;
        }
        if (entry.remark().foreign() && entry.remark().different()) {
            // When it is ready is for the launchers of its own file to find out.
            return;
        }
        PaneRecord pane = entry.alivePane().get();
        if (entry.seeksReadiness()) {
            return;
        }
        try {
            LaunchStep step = LaunchPlanner.planAlone(
                    config.get(),
                    entry.name(),
                    pane.start().variants(),
                    pane.start().params());
            entry.command(pane.start().source().commandOr(step.command()));
            entry.seekReadiness(step);
        } catch (RequestException e) {
            logger.warn("{}: cannot probe for readiness: {}", entry.name(), e.getMessage());
        }
    }
}
