/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import java.util.Map;

/**
 * What it takes to have all that runs be what a target says.
 *
 * @param target the target
 * @param changes one for each process that the target is for, in starting order, after those that run and are not part of it
 */
public record TargetPlan(String target, List<Change> changes) {

    /** The target in force when what runs is what no target says. */
    public static final String CUSTOM = "custom";

    /** The target in force when nothing runs. */
    public static final String NONE = "";

    /** Copy the list, so that nobody can change it later. */
    public TargetPlan {
        changes = List.copyOf(changes);
    }

    /** What is to be done with a process. */
    public enum Action {
        /** It runs and is not part of the target. */
        STOP,
        /** It runs in another way than the target says, or what it depends on has to end. */
        RESTART,
        /** It does not run. */
        START,
        /** It is as the target says. */
        KEEP
    }

    /**
     * What is to be done with one process.
     *
     * @param name the process
     * @param action what is to be done
     * @param variants the variants that the target gives it
     * @param params the parameters that the target gives it
     * @param reason one line for people: why; empty where the action says it
     */
    public record Change(String name, Action action, List<String> variants, Map<String, String> params, String reason) {

        /** Copy the collections, so that nobody can change them later. */
        public Change {
            variants = List.copyOf(variants);
            params = Map.copyOf(params);
        }
    }

    /** Return whether nothing is to be done. */
    public boolean isReached() {
        return changes.stream().allMatch(change -> change.action() == Action.KEEP);
    }

    /** Return the processes with which one of these is to be done, in order. */
    public List<String> names(Action... actions) {
        List<Action> wanted = List.of(actions);
        return changes.stream()
                .filter(change -> wanted.contains(change.action()))
                .map(Change::name)
                .toList();
    }
}
