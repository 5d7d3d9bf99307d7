/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.WithDependency;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.RestartDuty;
import org.concert.launcher.core.internal.run.Requests;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has processes tell of what became of something that they depend on. When that has died unasked, stops or restarts them, as their {@code
 * with_dependency} has it, once this launcher keeps to restart policies. Both are what a person would ask for: what depends on them in
 * turn is stopped before, and started again after. Called on the loop.
 */
final class Dependants implements ProcessListener {

    private static final Logger logger = LoggerFactory.getLogger(Dependants.class);

    private final RestartDuty duty;
    private final Supplier<Roster.Shown> shown;
    private final Requests requests;
    private final Supplier<LauncherConfig> config;

    /** What has died and is not ready again, with whether it is for this launcher to restart what depends on it, if a policy starts it again. */
    private final Map<String, Boolean> dead = new HashMap<>();

    /**
     * Create one.
     *
     * @param shown gives what there is
     * @param requests takes on what is to be done
     * @param config gives what the launcher file says
     */
    Dependants(RestartDuty duty, Supplier<Roster.Shown> shown, Requests requests, Supplier<LauncherConfig> config) {
        this.duty = duty;
        this.shown = shown;
        this.requests = requests;
        this.config = config;
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        String name = event.process().name();
        tell(name);
        switch (event.process().state()) {
            case FAILED -> died(name, event, true);
            // Of several launchers that look on, the one that starts it again restarts the others, too.
            case BACKOFF -> died(name, event, false);
            case STARTING -> dead.computeIfPresent(name, (key, ours) -> true);
            case READY, DONE -> back(name);
            case STOPPING, STOPPED, EXITED -> dead.remove(name);
            default -> {}
        }
    }

    @Override
    public void firstSeen(ProcessSnapshot process) {
        tell(process.name());
    }

    private void tell(String dependency) {
        shown.get().dependants(dependency).forEach(ProcessEntry::changed);
    }

    @Override
    public void processesChanged() {
        dead.keySet().retainAll(shown.get().entries().keySet());
    }

    private void died(String name, ProcessEvent event, boolean ours) {
        if (event.previous().isLive()) {
            if (dependants(name, WithDependency.RESTART).findAny().isPresent()) {
                dead.put(name, ours);
            }
            ask(name, "has died", WithDependency.STOP, dependant -> true);
        } else if (ours) {
            // It is not started again by its policy any more.
            dead.computeIfPresent(name, (key, before) -> true);
        }
    }

    private void back(String name) {
        Boolean ours = dead.remove(name);
        boolean byPolicy = pane(name).map(pane -> pane.restarts().count() > 0).orElse(false);
        if (ours != null && (ours || !byPolicy)) {
            long since = started(name);
            ask(name, "was started again", WithDependency.RESTART, dependant -> started(dependant) < since);
        }
    }

    private void ask(String dependency, String why, WithDependency policy, Predicate<String> condition) {
        List<String> names = dependants(dependency, policy).filter(condition).toList();
        if (!duty.isActive() || names.isEmpty()) {
            return;
        }
        logger.info("{} {}: {} {}", dependency, why, policy.key(), String.join(", ", names));
        CompletionStage<Outcome> outcome = (policy == WithDependency.STOP
                        ? requests.stop(new StopRequest(names, false))
                        : requests.restart(names, config.get()))
                .outcome();
        outcome.whenComplete((ended, failure) -> {
            if (failure != null || !ended.ok()) {
                logger.warn("{} {}: {} {} came to nothing", dependency, why, policy.key(), String.join(", ", names));
            }
        });
    }

    /** Return what depends on something, has this policy and runs. */
    private Stream<String> dependants(String dependency, WithDependency policy) {
        return shown.get()
                .dependants(dependency)
                .filter(entry -> entry.config().withDependency() == policy
                        && entry.alivePane().isPresent()
                        && duty.isInFile(entry.config()))
                .map(ProcessEntry::name);
    }

    private long started(String name) {
        return pane(name).map(pane -> pane.start().startMillis()).orElse(0L);
    }

    private Optional<PaneRecord> pane(String name) {
        return Optional.ofNullable(shown.get().entries().get(name)).flatMap(ProcessEntry::pane);
    }
}
