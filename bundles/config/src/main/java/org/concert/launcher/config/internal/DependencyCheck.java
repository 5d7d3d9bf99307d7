/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.config.DependencyCondition;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ProcessConfig;
import org.jspecify.annotations.Nullable;

/** Reads the dependencies of all processes, and then looks at them together. */
final class DependencyCheck {

    /** Something that a process depends on: what it waits for, and where that stands. */
    private record Wanted(String name, DependencyCondition condition, Value at) {}

    /** By process, what it depends on, also with one variant or another. */
    private final Map<String, List<Wanted>> depends = new LinkedHashMap<>();

    /** Return the dependencies of one process, or those that a variant adds, in the order of the file, with what it waits for. */
    Map<String, DependencyCondition> read(String process, @Nullable Value value) {
        Map<String, Wanted> found = new LinkedHashMap<>();
        if (value != null) {
            for (Value item : value.items()) {
                add(process, item, found);
            }
        }
        Map<String, DependencyCondition> conditions = new LinkedHashMap<>();
        found.forEach((name, wanted) -> conditions.put(name, wanted.condition()));
        depends.computeIfAbsent(process, key -> new ArrayList<>()).addAll(found.values());
        return conditions;
    }

    private static void add(String process, Value item, Map<String, Wanted> found) {
        if (item.isNothing()) {
            item.error("an item is empty; name a process or remove it");
        } else if (!item.isMapping()) {
            add(process, item.text(), item, DependencyCondition.READY, found);
        } else {
            Map<String, Fields.Field> entries = Fields.of(item).all();
            if (entries.size() == 1) {
                entries.forEach((name, entry) -> add(
                        process, name, item, entry.value().as(Shapes::condition, DependencyCondition.READY), found));
            } else {
                item.error("an item names one process, as 'imu' or 'imu: started'; begin the next one with a dash");
            }
        }
    }

    private static void add(
            String process,
            @Nullable String name,
            Value item,
            DependencyCondition condition,
            Map<String, Wanted> found) {
        if (name == null) {
            return;
        }
        if (name.equals(process)) {
            item.error("a process cannot depend on itself; remove '" + name + "'");
        } else if (found.putIfAbsent(name, new Wanted(name, condition, item)) != null) {
            item.error("'" + name + "' is listed twice; remove one");
        }
    }

    /**
     * Report dependency cycles as errors, and so what cannot be waited for, and dependencies that are no process as warnings.
     *
     * @param names those of all processes
     * @param processes what could be read of them
     */
    void check(Set<String> names, Map<String, ProcessConfig> processes) {
        depends.forEach((process, found) -> found.forEach(wanted -> {
            ProcessConfig dependency = processes.get(wanted.name());
            if (!names.contains(wanted.name())) {
                wanted.at().warning(undefined(process, wanted.name(), names));
            } else if (dependency != null) {
                requirePossible(dependency, wanted);
            }
        }));
        for (List<String> cycle : DependencyGraph.of(names()).cycles()) {
            reportCycle(cycle);
        }
    }

    private static void requirePossible(ProcessConfig dependency, Wanted wanted) {
        if (wanted.condition() == DependencyCondition.DONE && dependency.persistent()) {
            wanted.at()
                    .error("'%1$s: done' waits for the end of a one-shot, which %1$s is not; give it persistent: false"
                            .formatted(dependency.name()));
        } else if (wanted.condition() == DependencyCondition.HEALTHY && dependency.liveness() == null) {
            wanted.at()
                    .error("'%1$s: healthy' needs something that %1$s is asked by; give it alive_check, or write ready"
                            .formatted(dependency.name()));
        }
    }

    private void reportCycle(List<String> cycle) {
        String first = cycle.get(0);
        String next = cycle.get(1 % cycle.size());
        depends.getOrDefault(first, List.of()).stream()
                .filter(wanted -> wanted.name().equals(next))
                .findFirst()
                .ifPresent(edge -> edge.at()
                        .error("dependency cycle " + String.join(" -> ", cycle) + " -> " + first
                                + "; remove one of these"));
    }

    private static String undefined(String process, String name, Set<String> processes) {
        List<String> others =
                processes.stream().filter(other -> !other.equals(process)).toList();
        return "no process '" + name + "'" + NearestName.hint(name, others);
    }

    private Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        depends.forEach((process, found) ->
                names.put(process, found.stream().map(Wanted::name).distinct().toList()));
        return names;
    }
}
