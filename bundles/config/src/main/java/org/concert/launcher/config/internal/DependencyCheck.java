/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.NearestName;
import org.jspecify.annotations.Nullable;

/** Reads the dependencies of all processes, and then looks at them together. */
final class DependencyCheck {

    /** Where each dependency of each process stands. */
    private final Map<String, Map<String, Value>> depends = new LinkedHashMap<>();

    /** Return the dependencies of one process. */
    List<String> read(String process, @Nullable Value value) {
        Map<String, Value> found = depends.computeIfAbsent(process, key -> new LinkedHashMap<>());
        if (value != null) {
            for (Value item : value.items()) {
                add(process, item, found);
            }
        }
        return List.copyOf(found.keySet());
    }

    private static void add(String process, Value item, Map<String, Value> found) {
        if (item.isNothing()) {
            item.error("an item is empty; name a process or remove it");
            return;
        }
        String name = item.text();
        if (name == null) {
            return;
        }
        if (name.equals(process)) {
            item.error("a process cannot depend on itself; remove '" + name + "'");
        } else if (found.putIfAbsent(name, item) != null) {
            item.error("'" + name + "' is listed twice; remove one");
        }
    }

    /** Report dependency cycles as errors, and dependencies that are no process as warnings. */
    void check(Set<String> processes) {
        depends.forEach((process, found) -> found.forEach((name, item) -> {
            if (!processes.contains(name)) {
                item.warning(undefined(process, name, processes));
            }
        }));
        for (List<String> cycle : DependencyGraph.of(names()).cycles()) {
            reportCycle(cycle);
        }
    }

    private void reportCycle(List<String> cycle) {
        String first = cycle.get(0);
        Value edge = depends.getOrDefault(first, Map.of()).get(cycle.get(1 % cycle.size()));
        if (edge != null) {
            edge.error("dependency cycle " + String.join(" -> ", cycle) + " -> " + first + "; remove one of these");
        }
    }

    private static String undefined(String process, String name, Set<String> processes) {
        List<String> others =
                processes.stream().filter(other -> !other.equals(process)).toList();
        return "no process '" + name + "'" + NearestName.hint(name, others);
    }

    private Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        depends.forEach((process, found) -> names.put(process, new ArrayList<>(found.keySet())));
        return names;
    }
}
