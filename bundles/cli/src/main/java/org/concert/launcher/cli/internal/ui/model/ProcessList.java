/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.view.DependencyTree;

/** The list of processes: which are shown, in which order, which one the cursor is on, and which are marked. */
public final class ProcessList {

    private final Set<String> marks = new LinkedHashSet<>();
    private Fleet fleet = Fleet.EMPTY;
    private Order order = Order.FILE;
    private boolean reversed;
    private Grouping grouping = Grouping.CATEGORY;
    private Grouping groupingBeforeTree = Grouping.CATEGORY;
    private Filter filter = Filter.ALL;
    private List<Row> rows = List.of();
    private int cursor;
    private int top;

    /** Show how things stand now; the cursor stays on its process. */
    public void show(Fleet latest) {
        fleet = latest;
        marks.removeIf(name -> latest.entry(name).isEmpty());
        arrange();
    }

    /** Return what is shown. */
    public Fleet fleet() {
        return fleet;
    }

    /** Return all rows. */
    public List<Row> rows() {
        return rows;
    }

    /** Return the row with the cursor. */
    public int cursor() {
        return cursor;
    }

    /** Return the process with the cursor; empty if none is shown. */
    public Optional<Fleet.Entry> current() {
        return cursor < rows.size() ? Optional.ofNullable(rows.get(cursor).entry()) : Optional.empty();
    }

    /** Return what is meant by a key: the marked processes, else the one with the cursor. */
    public List<String> chosen() {
        if (!marks.isEmpty()) {
            return List.copyOf(marks);
        }
        return current().map(Fleet.Entry::name).map(List::of).orElse(List.of());
    }

    /** Return whether a process is marked. */
    public boolean isMarked(String name) {
        return marks.contains(name);
    }

    /** Return the marked processes, in the order in which they were marked. */
    public List<String> marks() {
        return List.copyOf(marks);
    }

    /** Return the first row to show, if this many can be: the cursor is among them. */
    public int top(int height) {
        if (cursor < top) {
            // With the heading above it.
            top = cursor > 0 && rows.get(cursor - 1).entry() == null ? cursor - 1 : cursor;
        } else if (cursor >= top + height) {
            top = cursor - height + 1;
        }
        top = Math.max(0, Math.min(top, rows.size() - height));
        return top;
    }

    /** Move the cursor by some processes. */
    public void move(int by) {
        int step = by < 0 ? -1 : 1;
        int at = cursor;
        int left = Math.abs(by);
        for (int next = cursor + step; left > 0 && next >= 0 && next < rows.size(); next += step) {
            if (rows.get(next).entry() != null) {
                at = next;
                left--;
            }
        }
        cursor = at;
    }

    /** Move the cursor to a row, if that is a process; return whether it is. */
    public boolean moveTo(int row) {
        if (row < 0 || row >= rows.size() || rows.get(row).entry() == null) {
            return false;
        }
        cursor = row;
        return true;
    }

    /** Mark the process with the cursor, or mark it no more, and go on to the next. */
    public void toggleMark() {
        current().ifPresent(entry -> {
            if (!marks.remove(entry.name())) {
                marks.add(entry.name());
            }
            move(1);
        });
    }

    /** Mark all processes that are shown; if they are, none. */
    public void markShown() {
        List<String> shown = rows.stream()
                .filter(row -> row.entry() != null)
                .map(Row::name)
                .distinct()
                .toList();
        if (marks.containsAll(shown)) {
            marks.clear();
        } else {
            marks.addAll(shown);
        }
    }

    /** Mark what has failed, and nothing else; the cursor goes to the first of it. */
    public void markFailed() {
        marks.clear();
        fleet.entries().stream()
                .filter(entry -> entry.state() == ProcessState.FAILED || entry.state() == ProcessState.BLOCKED)
                .forEach(entry -> marks.add(entry.name()));
        for (int i = rows.size() - 1; i >= 0; i--) {
            cursor = marks.contains(rows.get(i).name()) ? i : cursor;
        }
    }

    /** Mark nothing any more; return whether something was. */
    public boolean unmark() {
        boolean were = !marks.isEmpty();
        marks.clear();
        return were;
    }

    /** Show only what passes a filter. */
    public void filter(Filter wanted) {
        filter = wanted;
        arrange();
    }

    /** Return the filter. */
    public Filter filter() {
        return filter;
    }

    /** Sort by the next order. */
    public void nextOrder() {
        order = order.next();
        reversed = false;
        arrange();
    }

    /** Sort the other way round. */
    public void reverse() {
        reversed = !reversed;
        arrange();
    }

    /** Return by what is sorted. */
    public Order order() {
        return order;
    }

    /** Return whether it is sorted the other way round. */
    public boolean isReversed() {
        return reversed;
    }

    /** Group in the next way. */
    public void nextGrouping() {
        grouping = grouping.next();
        arrange();
    }

    /** Show the tree of dependencies, or what was shown before it. */
    public void toggleTree() {
        if (grouping == Grouping.TREE) {
            grouping = groupingBeforeTree;
        } else {
            groupingBeforeTree = grouping;
            grouping = Grouping.TREE;
        }
        arrange();
    }

    /** Return how it is grouped. */
    public Grouping grouping() {
        return grouping;
    }

    private void arrange() {
        String name = current().map(Fleet.Entry::name).orElse("");
        List<Fleet.Entry> shown = fleet.entries().stream().filter(filter::shows).toList();
        rows = grouping == Grouping.TREE ? tree(shown) : grouped(shown);
        cursor = nearest(name);
    }

    /** Return where the cursor goes: to its process, else it stays where it was. */
    private int nearest(String name) {
        int best = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).name().equals(name)
                    && !name.isEmpty()
                    && (best < 0 || Math.abs(i - cursor) < Math.abs(best - cursor))) {
                best = i;
            }
        }
        for (int i = Math.min(cursor, rows.size() - 1); best < 0 && i >= 0; i--) {
            best = rows.get(i).entry() == null ? -1 : i;
        }
        for (int i = 0; best < 0 && i < rows.size(); i++) {
            best = rows.get(i).entry() == null ? -1 : i;
        }
        return Math.max(0, best);
    }

    private List<Row> grouped(List<Fleet.Entry> shown) {
        Comparator<Fleet.Entry> comparator = order.comparator(fleet);
        List<Fleet.Entry> sorted = new ArrayList<>(shown);
        sorted.sort(reversed ? comparator.reversed() : comparator);
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        if (grouping != Grouping.NONE) {
            // The groups stand as in the file, however they are sorted within.
            shown.forEach(entry -> groups.putIfAbsent(grouping.heading(entry), new ArrayList<>()));
        }
        for (Fleet.Entry entry : sorted) {
            String heading = grouping == Grouping.NONE ? "" : grouping.heading(entry);
            groups.computeIfAbsent(heading, none -> new ArrayList<>()).add(new Row(entry, ""));
        }
        if (groups.size() < 2) {
            return groups.values().stream().flatMap(List::stream).toList();
        }
        List<Row> all = new ArrayList<>();
        groups.forEach((heading, members) -> {
            all.add(new Row(null, heading + "  " + sum(members)));
            all.addAll(members);
        });
        return List.copyOf(all);
    }

    private String sum(List<Row> members) {
        List<String> lost = fleet.lost().stream().map(MachineSnapshot::name).toList();
        int ready = 0;
        int trouble = 0;
        for (Row row : members) {
            Fleet.Entry entry = row.entry();
            if (entry != null && (entry.state() == ProcessState.READY || entry.state() == ProcessState.DONE)) {
                ready++;
            } else if (entry != null
                    && entry.isInTrouble()
                    // Before a first look, too, nothing is known.
                    && (entry.state() != ProcessState.UNKNOWN
                            || lost.contains(entry.now().machine()))) {
                trouble++;
            }
        }
        return ready + " of " + members.size() + (trouble == 0 ? "" : ", " + trouble + " in trouble");
    }

    private List<Row> tree(List<Fleet.Entry> shown) {
        Map<String, Fleet.Entry> entries = new LinkedHashMap<>();
        shown.forEach(entry -> entries.put(entry.name(), entry));
        List<ProcessDescription> files =
                fleet.entries().stream().map(Fleet.Entry::file).toList();
        List<Row> all = new ArrayList<>();
        for (DependencyTree.Row row : DependencyTree.of(files).rows(entries::containsKey)) {
            all.add(new Row(entries.get(row.name()), row.branch()));
        }
        return List.copyOf(all);
    }
}
