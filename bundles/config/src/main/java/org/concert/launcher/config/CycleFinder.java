/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds dependency cycles: the processes are parted into groups that reach each other (by two depth-first searches,
 * after Kosaraju), and each group that holds a cycle gives a shortest one. Nothing here recurses, so no file is too
 * deep.
 */
final class CycleFinder {

    private final Map<String, List<String>> depends;
    private final Map<String, List<String>> dependants = new HashMap<>();

    CycleFinder(Map<String, List<String>> depends) {
        this.depends = depends;
        depends.forEach((name, needed) -> needed.forEach(other ->
                dependants.computeIfAbsent(other, key -> new ArrayList<>()).add(name)));
    }

    List<List<String>> cycles() {
        Map<String, Integer> group = groups();
        Set<Integer> done = new HashSet<>();
        List<List<String>> cycles = new ArrayList<>();
        for (String name : depends.keySet()) {
            if (done.add(groupOf(name, group))) {
                List<String> cycle = shortestThrough(name, group);
                if (!cycle.isEmpty()) {
                    cycles.add(cycle);
                }
            }
        }
        return cycles;
    }

    /** Number the groups of processes that reach each other. */
    private Map<String, Integer> groups() {
        List<String> finished = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        depends.keySet().forEach(name -> search(name, depends, seen, finished));
        Collections.reverse(finished);
        Map<String, Integer> group = new HashMap<>();
        Set<String> grouped = new HashSet<>();
        for (String name : finished) {
            List<String> members = new ArrayList<>();
            search(name, dependants, grouped, members);
            int number = group.size();
            members.forEach(member -> group.put(member, number));
        }
        return group;
    }

    /** Search depth first from a process, and add each one not seen before to {@code finished} as it is left. */
    private void search(String from, Map<String, List<String>> edges, Set<String> seen, List<String> finished) {
        if (!seen.add(from)) {
            return;
        }
        Deque<String> path = new ArrayDeque<>(List.of(from));
        Deque<Iterator<String>> branches = new ArrayDeque<>(List.of(next(from, edges)));
        while (!path.isEmpty()) {
            Iterator<String> branch = branches.element();
            if (!branch.hasNext()) {
                branches.pop();
                finished.add(path.pop());
                continue;
            }
            String next = branch.next();
            if (depends.containsKey(next) && seen.add(next)) {
                path.push(next);
                branches.push(next(next, edges));
            }
        }
    }

    /** Return a shortest cycle through a process, beginning with it; empty if there is none. */
    private List<String> shortestThrough(String start, Map<String, Integer> group) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(start));
        while (!ahead.isEmpty()) {
            String name = ahead.remove();
            for (String next : depends.getOrDefault(name, List.of())) {
                if (next.equals(start)) {
                    return pathTo(name, start, cameFrom);
                }
                if (groupOf(next, group) == groupOf(start, group) && cameFrom.putIfAbsent(next, name) == null) {
                    ahead.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> pathTo(String end, String start, Map<String, String> cameFrom) {
        List<String> path = new ArrayList<>(List.of(end));
        String name = end;
        while (!name.equals(start)) {
            name = cameFrom.getOrDefault(name, start);
            path.add(name);
        }
        Collections.reverse(path);
        return path;
    }

    private static int groupOf(String name, Map<String, Integer> group) {
        return group.getOrDefault(name, -1);
    }

    private static Iterator<String> next(String name, Map<String, List<String>> edges) {
        return edges.getOrDefault(name, List.of()).iterator();
    }
}
