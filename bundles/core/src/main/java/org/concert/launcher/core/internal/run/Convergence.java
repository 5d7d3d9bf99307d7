/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TargetPlan.Action;
import org.concert.launcher.api.TargetPlan.Change;
import org.concert.launcher.config.DependencyGraph;

/** What lies between that which runs and a target. A pure function of what is known. */
public final class Convergence {

    private final Map<String, LaunchStep> wanted;
    private final Map<String, ProcessSnapshot> present;
    private final DependencyGraph graph;

    /**
     * Create one.
     *
     * @param wanted what the target is for, in starting order
     * @param present what is known of each process, also of such that are not in the launcher file
     * @param graph who depends on whom
     */
    public Convergence(Map<String, LaunchStep> wanted, Map<String, ProcessSnapshot> present, DependencyGraph graph) {
        this.wanted = wanted;
        this.present = present;
        this.graph = graph;
    }

    /** Return what is to be done. */
    public List<Change> changes() {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (ProcessSnapshot process : present.values()) {
            if (!wanted.containsKey(process.name()) && isTooMuch(process)) {
                String reason = process.state() == ProcessState.UNKNOWN ? "may be running: " + process.message() : "";
                changes.put(process.name(), new Change(process.name(), Action.STOP, List.of(), Map.of(), reason));
            }
        }
        Set<String> ending = new HashSet<>(changes.keySet());
        for (LaunchStep step : wanted.values()) {
            Change change = change(step, ending);
            changes.put(step.name(), change);
            if (change.action() == Action.RESTART) {
                ending.add(step.name());
            }
        }
        wanted.values().forEach(step -> again(step, changes));
        return new ArrayList<>(changes.values());
    }

    /** Return whether it runs, or is about to; what another launcher file has started is not ours to stop. */
    private static boolean isTooMuch(ProcessSnapshot process) {
        return process.launch().definition() != Definition.FOREIGN
                && (process.pid() != null
                        || process.state().isLive()
                        || process.state() == ProcessState.WAITING
                        || process.state() == ProcessState.BLOCKED
                        || process.state() == ProcessState.BACKOFF
                        || process.state() == ProcessState.UNKNOWN);
    }

    private Change change(LaunchStep step, Set<String> ending) {
        ProcessSnapshot process = present.get(step.name());
        if (process == null || !isThere(process)) {
            return change(step, Action.START, "");
        }
        Optional<String> other = difference(step, process);
        if (other.isPresent()) {
            return change(step, isDone(process) ? Action.START : Action.RESTART, other.get());
        }
        // What ends takes along what depends on it, and what was done for its sake is to be done again.
        return graph.dependencies(step.name()).stream()
                .filter(ending::contains)
                .findFirst()
                .map(name -> change(
                        step, isDone(process) ? Action.START : Action.RESTART, "depends on " + name + ", which ends"))
                .orElseGet(() -> change(step, Action.KEEP, isDone(process) ? "done" : ""));
    }

    /** Return whether it runs, is about to be restarted, or has done what it was for. */
    private static boolean isThere(ProcessSnapshot process) {
        return process.state() != ProcessState.STOPPING
                && (process.pid() != null || process.state() == ProcessState.BACKOFF || isDone(process));
    }

    private static boolean isDone(ProcessSnapshot process) {
        return process.state() == ProcessState.DONE;
    }

    private static Optional<String> difference(LaunchStep step, ProcessSnapshot process) {
        ProcessSnapshot.Launch launch = process.launch();
        if (launch.definition() == Definition.OLDER) {
            return Optional.of("was started with an older definition");
        } else if (!Set.copyOf(step.variants()).equals(Set.copyOf(launch.variants()))) {
            return Optional.of("runs with " + Conflict.variants(launch.variants()));
        } else if (!step.params().equals(launch.params())) {
            return Optional.of("runs with " + Conflict.params(launch.params()));
        }
        return Optional.empty();
    }

    /** A one-shot that is done is run again when what depends on it is started and none of that runs on ({@link Repetition}). */
    private void again(LaunchStep step, Map<String, Change> changes) {
        Change change = changes.get(step.name());
        if (change == null || !isLeftDone(change)) {
            return;
        }
        List<Change> users = graph.dependants(step.name()).stream()
                .flatMap(name -> Optional.ofNullable(changes.get(name)).stream())
                .filter(user -> !isLeftDone(user))
                .toList();
        boolean used = users.stream().anyMatch(user -> user.action() == Action.KEEP);
        users.stream()
                .filter(user -> user.action() == Action.START || user.action() == Action.RESTART)
                .findFirst()
                .filter(user -> !used)
                .ifPresent(user -> changes.put(
                        step.name(), change(step, Action.START, "again, since " + user.name() + " is started")));
    }

    private boolean isLeftDone(Change change) {
        ProcessSnapshot process = present.get(change.name());
        return change.action() == Action.KEEP && process != null && isDone(process);
    }

    private static Change change(LaunchStep step, Action action, String reason) {
        return new Change(step.name(), action, step.variants(), step.params(), reason);
    }

    /**
     * Return whether the target is what was last asked for: all of it, as it says, and nothing else. What has died unasked is asked for
     * still; what may run where nobody can be asked is no reason against it.
     */
    public boolean isInForce() {
        return present.values().stream()
                        .noneMatch(process -> !wanted.containsKey(process.name())
                                && process.state() != ProcessState.UNKNOWN
                                && isTooMuch(process))
                && wanted.values().stream().allMatch(this::isAskedFor);
    }

    private boolean isAskedFor(LaunchStep step) {
        ProcessSnapshot process = present.get(step.name());
        return process != null
                && isAskedFor(process)
                && (process.state() == ProcessState.UNKNOWN
                        || difference(step, process).isEmpty());
    }

    /** Return whether somebody wants a process to run, or to have run; true where nobody can be asked. */
    static boolean isAskedFor(ProcessSnapshot process) {
        return process.state() != ProcessState.STOPPED && process.state() != ProcessState.STOPPING;
    }
}
