/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Who depends on whom. The order of the file decides wherever dependencies leave a choice, so the same file always
 * gives the same answers.
 *
 * <p>A dependency that is not itself in the graph is known by name only: it shows in {@link #direct} and
 * {@link #undefined}, and nowhere else.
 */
public final class DependencyGraph {

    private final Map<String, List<String>> depends;
    private final Map<String, List<String>> dependants;
    private final Map<String, Integer> position;
    private final List<String> inFile;

    private DependencyGraph(Map<String, List<String>> depends) {
        this.depends = depends;
        this.inFile = List.copyOf(depends.keySet());
        this.dependants = new HashMap<>();
        this.position = new HashMap<>();
        depends.forEach((name, needed) -> {
            position.put(name, position.size());
            needed.forEach(other ->
                    dependants.computeIfAbsent(other, key -> new ArrayList<>()).add(name));
        });
    }

    /**
     * Make a graph.
     *
     * @param depends the direct dependencies of each process, in the order of the file; doubled ones count once
     */
    public static DependencyGraph of(Map<String, ? extends Collection<String>> depends) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        depends.forEach((name, needed) -> copy.put(name, List.copyOf(new LinkedHashSet<>(needed))));
        return new DependencyGraph(copy);
    }

    /** Return what a process depends on itself, in the order of its list; empty for a name that is not in the graph. */
    public List<String> direct(String name) {
        return depends.getOrDefault(name, List.of());
    }

    /** Return the names the process depends on, itself and not through others, that are not in the graph. */
    public List<String> undefined(String name) {
        return direct(name).stream()
                .filter(other -> !depends.containsKey(other))
                .toList();
    }

    /** Return all that depend on a process, directly or not, in the order of the file; without the process. */
    public Set<String> dependants(String name) {
        Set<String> reached = reach(List.of(name), dependants);
        reached.remove(name);
        return inFileOrder(reached);
    }

    /** Return all that a process depends on, directly or not, in the order of the file; without the process. */
    public Set<String> dependencies(String name) {
        Set<String> reached = reach(List.of(name), depends);
        reached.remove(name);
        return inFileOrder(reached);
    }

    /** Return some processes and all they depend on, in the order of the file; names that are not in the graph are left out. */
    public Set<String> withDependencies(Collection<String> names) {
        return inFileOrder(reach(names, depends));
    }

    /** Return all processes, dependencies first; see {@link #startOrder(Collection)}. */
    public List<String> startOrder() {
        return startOrder(depends.keySet());
    }

    /**
     * Return some processes and all they depend on, dependencies first, else in the order of the file.
     *
     * @param names the processes; names that are not in the graph are left out
     * @throws IllegalStateException if there is a cycle among them; see {@link #cycles()}
     */
    public List<String> startOrder(Collection<String> names) {
        Set<String> wanted = withDependencies(names);
        Map<String, Integer> waitsFor = new HashMap<>();
        PriorityQueue<String> startable = new PriorityQueue<>(Comparator.comparing(this::positionOf));
        for (String name : wanted) {
            int count = (int) direct(name).stream().filter(wanted::contains).count();
            waitsFor.put(name, count);
            if (count == 0) {
                startable.add(name);
            }
        }
        List<String> order = new ArrayList<>();
        while (!startable.isEmpty()) {
            String name = startable.remove();
            order.add(name);
            for (String dependant : dependants.getOrDefault(name, List.of())) {
                if (wanted.contains(dependant) && waitsFor.merge(dependant, -1, Integer::sum) == 0) {
                    startable.add(dependant);
                }
            }
        }
        if (order.size() < wanted.size()) {
            throw new IllegalStateException("Cannot order processes that depend on each other: " + cycles());
        }
        return order;
    }

    /**
     * Return the dependency cycles. Of processes that all depend on each other one shortest cycle is given, beginning
     * with the one that is first in the file; {@code [a, b]} says that a depends on b and b on a.
     */
    public List<List<String>> cycles() {
        return new CycleFinder(depends).cycles();
    }

    private Set<String> reach(Collection<String> from, Map<String, List<String>> edges) {
        Set<String> reached = new LinkedHashSet<>(from);
        Deque<String> ahead = new ArrayDeque<>(from);
        while (!ahead.isEmpty()) {
            for (String next : edges.getOrDefault(ahead.remove(), List.of())) {
                if (reached.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return reached;
    }

    private Set<String> inFileOrder(Set<String> names) {
        BitSet positions = new BitSet();
        for (String name : names) {
            Integer at = position.get(name);
            if (at != null) {
                positions.set(at);
            }
        }
        Set<String> ordered = new LinkedHashSet<>();
        positions.stream().forEach(at -> ordered.add(inFile.get(at)));
        return ordered;
    }

    private int positionOf(String name) {
        return position.getOrDefault(name, Integer.MAX_VALUE);
    }
}
