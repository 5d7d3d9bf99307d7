/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessEntry;

/**
 * Looks whether the containers can be used that a start needs: that one cannot is to be known before anything is started for what
 * would run in it. What needs none does not wait for that. Lives on the loop.
 */
final class UsableContainers {

    private final Processes processes;
    private final Map<String, LaunchStep> steps;
    private final Function<String, Set<String>> needed;

    /** Why the container of a process cannot be used, by process. */
    private final Map<String, String> unusable = new HashMap<>();

    private final Map<String, CompletableFuture<Void>> looks = new HashMap<>();

    /**
     * Create one that has not looked.
     *
     * @param steps how processes are to be started
     * @param needed gives what has to be started for a process: itself and what it depends on, save for what runs
     */
    UsableContainers(Processes processes, Map<String, LaunchStep> steps, Function<String, Set<String>> needed) {
        this.processes = processes;
        this.steps = steps;
        this.needed = needed;
    }

    /** Return a future that is completed when it is known of all containers that are needed for a process; at once for none. */
    CompletableFuture<Void> looked(String name) {
        List<CompletableFuture<Void>> awaited = needed.apply(name).stream()
                .flatMap(each -> Optional.ofNullable(steps.get(each)).stream())
                .filter(step -> step.container() != null)
                .flatMap(step -> processes.at(step).stream()
                        .map(entry -> looks.computeIfAbsent(step.name(), first -> look(entry, step))))
                .toList();
        return Loop.all(awaited);
    }

    /** Return why the container of a process cannot be used, if so. */
    Optional<String> trouble(String name) {
        return Optional.ofNullable(unusable.get(name));
    }

    /** Return whether a process cannot be started because of a container, its own or one of what it depends on. */
    boolean areNotUsableFor(String name) {
        return needed.apply(name).stream().anyMatch(unusable::containsKey);
    }

    private CompletableFuture<Void> look(ProcessEntry entry, LaunchStep step) {
        Loop loop = processes.loop();
        // That a machine is not reached is told with the process.
        return loop.either(
                entry.link().connect(),
                (connected, unreachable) -> unreachable != null
                        ? CompletableFuture.completedFuture(null)
                        : loop.either(entry.link().place(step.container()), (place, failure) -> {
                            if (place == null) {
                                unusable.put(entry.name(), Loop.reason(failure));
                            }
                            return CompletableFuture.completedFuture(null);
                        }));
    }
}
