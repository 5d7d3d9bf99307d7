/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Variant;
import org.jspecify.annotations.Nullable;

/** Looks at what targets name: it must be there, and known to some process of the target. */
final class TargetCheck {

    private static final int MOST_LISTED = 20;

    private final Map<String, TargetsReader.Named> targets;
    private final Map<String, ProcessConfig> processes;
    private final DependencyGraph dependencies;
    private final DependencyGraph builtOn;

    /**
     * Create one.
     *
     * @param targets the targets by name
     * @param processes the processes by name; they may depend on each other in any way
     */
    TargetCheck(Map<String, TargetsReader.Named> targets, Map<String, ProcessConfig> processes) {
        this.targets = targets;
        this.processes = processes;
        Map<String, List<String>> depends = new LinkedHashMap<>();
        processes.forEach((name, process) -> depends.put(name, List.copyOf(process.everDependsOn())));
        this.dependencies = DependencyGraph.of(depends);
        Map<String, List<String>> parts = new LinkedHashMap<>();
        targets.forEach((name, named) -> parts.put(name, named.target().targets()));
        this.builtOn = DependencyGraph.of(parts);
    }

    /**
     * Report all mistakes.
     *
     * @param known the names of processes, also of those that cannot be read
     * @param boot names the target of the boot; null if nothing does
     */
    void check(Set<String> known, @Nullable Value boot) {
        for (TargetsReader.Named named : targets.values()) {
            named.run().forEach((name, item) -> requireKnown(name, item, known, "no process"));
            named.targets().forEach((name, item) -> requireKnown(name, item, targets.keySet(), "no target"));
            List<ProcessConfig> members = members(named.target().name());
            if (!members.isEmpty()) {
                Map<String, Set<String>> choices = choices(members);
                named.variants().forEach((name, item) -> requireChoice(name, item, choices));
                Set<String> used = used(members);
                named.params()
                        .forEach((name, item) ->
                                requireKnown(name, item, used, "no process of this target uses parameter"));
            }
        }
        for (List<String> cycle : builtOn.cycles()) {
            reportCycle(cycle);
        }
        if (boot != null) {
            requireKnown(boot.text(), boot, targets.keySet(), "no target");
        }
    }

    private void reportCycle(List<String> cycle) {
        String first = cycle.get(0);
        TargetsReader.Named named = targets.get(first);
        Value item = named == null ? null : named.targets().get(cycle.get(1 % cycle.size()));
        if (item != null) {
            item.error("targets build on each other: " + String.join(" -> ", cycle) + " -> " + first
                    + "; remove one of these");
        }
    }

    /** Return the processes that a target stands for, as far as they are there. */
    private List<ProcessConfig> members(String target) {
        Set<String> named = new LinkedHashSet<>();
        for (String part : builtOn.withDependencies(List.of(target))) {
            TargetsReader.Named each = targets.get(part);
            named.addAll(each == null ? List.of() : each.target().run());
        }
        Set<String> names = dependencies.withDependencies(named);
        names.retainAll(processes.keySet());
        return names.stream().map(processes::get).toList();
    }

    /** Return the names of the variants of these processes, each with all ways to give it: with its group, its process, both. */
    private static Map<String, Set<String>> choices(List<ProcessConfig> members) {
        Map<String, Set<String>> choices = new LinkedHashMap<>();
        for (ProcessConfig process : members) {
            for (Variant variant : process.variants().values()) {
                if (variant instanceof Variant.Group group) {
                    group.options()
                            .keySet()
                            .forEach(option -> add(
                                    choices,
                                    process,
                                    option,
                                    List.of(option, group.name() + "=" + option, group.name() + ":" + option)));
                } else {
                    add(choices, process, variant.name(), List.of(variant.name()));
                }
            }
        }
        return choices;
    }

    private static void add(Map<String, Set<String>> choices, ProcessConfig process, String name, List<String> ways) {
        Set<String> all = choices.computeIfAbsent(name, key -> new LinkedHashSet<>());
        all.addAll(ways);
        ways.forEach(way -> all.add(process.name() + ":" + way));
    }

    private static void requireChoice(String name, Value item, Map<String, Set<String>> choices) {
        if (choices.values().stream().noneMatch(ways -> ways.contains(name))) {
            requireKnown(name, item, choices.keySet(), "no process of this target knows variant");
        }
    }

    private static Set<String> used(List<ProcessConfig> members) {
        Set<String> names = new LinkedHashSet<>();
        members.forEach(process -> names.addAll(process.everUses()));
        return names;
    }

    private static void requireKnown(@Nullable String name, Value item, Set<String> known, String complaint) {
        if (name != null && !known.contains(name)) {
            String hint = NearestName.hint(name, known);
            boolean listed = hint.isEmpty() && known.size() <= MOST_LISTED;
            item.error(complaint + " '" + name + "'"
                    + (listed ? "; there are " + (known.isEmpty() ? "none" : String.join(", ", known)) : hint));
        }
    }
}
