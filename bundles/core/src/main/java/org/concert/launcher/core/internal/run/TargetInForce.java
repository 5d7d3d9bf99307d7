/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derives the target in force, anew only when something has changed that counts: consoles ask every second. For any thread. */
final class TargetInForce {

    private static final Logger logger = LoggerFactory.getLogger(TargetInForce.class);

    private final AtomicReference<@Nullable Known> last = new AtomicReference<>();

    /** What was derived from what. */
    private record Known(LauncherConfig config, List<Seen> seen, String target) {}

    /** What counts of a process. */
    private record Seen(String name, ProcessState state, ProcessSnapshot.Launch launch) {}

    /** Return the target in force; see {@link org.concert.launcher.api.Launcher#target}. */
    String of(LauncherConfig config, DependencyGraph graph, Map<String, ProcessSnapshot> present) {
        List<Seen> seen = present.values().stream()
                .map(process -> new Seen(process.name(), process.state(), process.launch()))
                .toList();
        Known known = last.get();
        if (known == null || !known.config().equals(config) || !known.seen().equals(seen)) {
            known = new Known(config, seen, derive(config, graph, present));
            last.set(known);
        }
        return known.target();
    }

    private static String derive(LauncherConfig config, DependencyGraph graph, Map<String, ProcessSnapshot> present) {
        for (String target : config.targets().keySet()) {
            // There may be many, and each takes a while to plan.
            if (!isAskedFor(LaunchPlanner.namesOf(config, target), present)) {
                continue;
            }
            try {
                var steps = LaunchPlanner.planTarget(config, target).byName();
                if (new Convergence(steps, present, graph).isInForce()) {
                    return target;
                }
            } catch (RequestException e) {
                // It lacks a parameter, so it cannot have been brought up.
                logger.debug("{}: cannot be planned", target, e);
            }
        }
        return new Convergence(Map.of(), present, graph).isInForce() ? TargetPlan.NONE : TargetPlan.CUSTOM;
    }

    private static boolean isAskedFor(Set<String> names, Map<String, ProcessSnapshot> present) {
        return names.stream()
                .allMatch(name -> Optional.ofNullable(present.get(name))
                        .filter(Convergence::isAskedFor)
                        .isPresent());
    }
}
