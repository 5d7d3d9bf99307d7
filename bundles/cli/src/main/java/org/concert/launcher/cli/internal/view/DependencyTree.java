/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.TargetPlan;

/** The processes that a start or a stop is about, and how they hang together. */
public final class DependencyTree {

    private final List<String> roots;
    private final Map<String, List<String>> children;

    private DependencyTree(Collection<String> asked, Map<String, List<String>> children) {
        this.children = children;
        Set<String> below = new HashSet<>();
        for (String name : asked) {
            for (String child : children.getOrDefault(name, List.of())) {
                collect(child, below);
            }
        }
        List<String> tops = new ArrayList<>();
        for (String name : new LinkedHashSet<>(asked)) {
            if (!below.contains(name)) {
                tops.add(name);
            }
        }
        this.roots = List.copyOf(tops);
    }

    /** Return it as it is drawn: a line for each process, and each with what is below it once. */
    public List<String> lines(Branches branches) {
        return rows(name -> true).stream()
                .map(row -> branches.draw(row.branch()) + row.name() + (row.reference() ? " (see above)" : ""))
                .toList();
    }

    /** Return the tree of a start: below each process what it depends on. */
    public static DependencyTree ofStart(List<String> asked, LaunchPlan plan) {
        Map<String, List<String>> children = new LinkedHashMap<>();
        for (LaunchStep step : plan.steps()) {
            children.put(step.name(), step.dependsOn());
        }
        return new DependencyTree(asked, children);
    }

    /** Return the tree of a stop: below each process what depends on it, below a one-shot group its members. */
    public static DependencyTree ofStop(List<String> asked, List<ProcessDescription> descriptions) {
        Map<String, List<String>> children = new LinkedHashMap<>();
        Set<String> groups = new HashSet<>();
        for (ProcessDescription process : descriptions) {
            children.put(process.name(), new ArrayList<>());
            if (asked.contains(process.name()) && !process.persistent()) {
                groups.add(process.name());
            }
        }
        for (ProcessDescription process : descriptions) {
            for (String dependency : process.dependsOn()) {
                boolean downwards = groups.contains(process.name());
                String parent = downwards ? process.name() : dependency;
                children.computeIfAbsent(parent, p -> new ArrayList<>()).add(downwards ? dependency : process.name());
            }
        }
        return new DependencyTree(asked, children);
    }

    /** Return the tree of what it takes to bring up a target: below each process what it depends on. */
    public static DependencyTree ofUp(TargetPlan plan, List<ProcessDescription> descriptions) {
        List<String> names =
                plan.changes().stream().map(TargetPlan.Change::name).toList();
        Map<String, List<String>> children = new LinkedHashMap<>();
        for (ProcessDescription process : descriptions) {
            if (names.contains(process.name())) {
                children.put(
                        process.name(),
                        process.dependsOn().stream().filter(names::contains).toList());
            }
        }
        return new DependencyTree(names, children);
    }

    /** Return the tree of all that depends on something: below each process what it depends on. */
    public static DependencyTree of(List<ProcessDescription> descriptions) {
        Map<String, List<String>> children = new LinkedHashMap<>();
        descriptions.forEach(process -> children.put(process.name(), new ArrayList<>()));
        for (ProcessDescription process : descriptions) {
            process.dependsOn().stream()
                    .filter(children::containsKey)
                    .forEach(children.getOrDefault(process.name(), new ArrayList<>())::add);
        }
        return new DependencyTree(List.copyOf(children.keySet()), children);
    }

    /** Return all processes of the tree, each once, in the order in which they are shown. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String root : roots) {
            collect(root, names);
        }
        return List.copyOf(names);
    }

    /**
     * Return the rows to show. A process that several others hold is expanded where it comes first.
     *
     * @param shown which processes to show; what is below a hidden one moves up to its place
     */
    public List<Row> rows(Predicate<String> shown) {
        List<Row> rows = new ArrayList<>();
        Set<String> expanded = new HashSet<>();
        for (String root : visible(roots, shown, new HashSet<>())) {
            if (!expanded.contains(root)) {
                addRows(rows, expanded, root, shown, "", "");
            }
        }
        return rows;
    }

    private void addRows(
            List<Row> rows, Set<String> expanded, String name, Predicate<String> shown, String first, String next) {
        boolean reference = !expanded.add(name);
        List<String> below = visible(children.getOrDefault(name, List.of()), shown, new HashSet<>());
        rows.add(new Row(first, name, reference));
        if (reference) {
            return;
        }
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            addRows(rows, expanded, below.get(i), shown, next + (last ? "└─ " : "├─ "), next + (last ? "   " : "│  "));
        }
    }

    private List<String> visible(List<String> names, Predicate<String> shown, Set<String> passed) {
        List<String> visible = new ArrayList<>();
        for (String name : names) {
            if (shown.test(name)) {
                visible.add(name);
            } else if (passed.add(name)) {
                visible.addAll(visible(children.getOrDefault(name, List.of()), shown, passed));
            }
        }
        return new ArrayList<>(new LinkedHashSet<>(visible));
    }

    private void collect(String name, Set<String> into) {
        if (into.add(name)) {
            for (String child : children.getOrDefault(name, List.of())) {
                collect(child, into);
            }
        }
    }

    /**
     * One line of the tree.
     *
     * @param branch the lines that lead to it
     * @param name the process
     * @param reference true when it is expanded further up
     */
    public record Row(String branch, String name, boolean reference) {}
}
