/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.jspecify.annotations.Nullable;

/** The picture of a start or a stop: the dependency tree with the state of each process. For one thread at a time. */
public final class ProgressTree {

    private static final Set<ProcessState> SETTLED = Set.of(
            ProcessState.READY,
            ProcessState.DONE,
            ProcessState.STOPPED,
            ProcessState.EXITED,
            ProcessState.BLOCKED,
            ProcessState.FAILED,
            ProcessState.UNKNOWN);

    /** Of a high tree, what has come to one of these makes room for the others. */
    private static final Set<ProcessState> WELL =
            Set.of(ProcessState.READY, ProcessState.DONE, ProcessState.STOPPED, ProcessState.EXITED);

    private static final int STATE_WIDTH = 8;
    private static final int ELAPSED_WIDTH = 7;
    private static final String GAP = "  ";

    private final DependencyTree tree;
    private final Set<String> always;
    private final Function<String, ProcessSnapshot> current;
    private final Paint paint;
    private final Branches branches;
    private final Set<String> heardOf = new HashSet<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Instant> settled = new HashMap<>();

    /**
     * Create one in which nothing has happened.
     *
     * @param tree the processes
     * @param always those to show even when nothing is heard of them
     * @param current gives what is known of a process of the tree
     * @param paint colours the states
     * @param branches draws the tree
     */
    public ProgressTree(
            DependencyTree tree,
            Set<String> always,
            Function<String, ProcessSnapshot> current,
            Paint paint,
            Branches branches) {
        this.tree = tree;
        this.always = Set.copyOf(always);
        this.current = current;
        this.paint = paint;
        this.branches = branches;
    }

    /** Take note of a state change. Waiting, starting and stopping are timed each for itself. */
    public void stateChanged(ProcessEvent event) {
        String name = event.process().name();
        heardOf.add(name);
        ProcessState state = event.process().state();
        if (SETTLED.contains(state)) {
            settled.put(name, event.at());
        } else if (state == ProcessState.RUNNING) {
            settled.remove(name);
            begun.putIfAbsent(name, event.at());
        } else {
            settled.remove(name);
            begun.put(name, event.at());
        }
    }

    /** Return a line for each process, in the form of the tree. */
    public List<String> lines(Instant now) {
        return lines(tree.rows(this::isKnown), now);
    }

    /**
     * Return at most so many lines: when the tree is higher than the screen, the processes that have settled well are
     * counted instead of shown.
     *
     * @param height how many lines there is room for; less than 2 count as 2
     */
    public List<String> lines(Instant now, int height) {
        List<DependencyTree.Row> rows = tree.rows(this::isKnown);
        if (rows.size() <= height) {
            return lines(rows, now);
        }
        List<DependencyTree.Row> open = tree.rows(this::isOpen);
        int shown = Math.min(open.size(), Math.max(height - 1, 1));
        List<String> lines = lines(open.subList(0, shown), now);
        lines.add(paint.dim("and " + (rows.size() - shown) + " more"));
        return lines;
    }

    private boolean isKnown(String name) {
        return always.contains(name) || heardOf.contains(name);
    }

    private boolean isOpen(String name) {
        return !WELL.contains(current.apply(name).state()) && isKnown(name);
    }

    private List<String> lines(List<DependencyTree.Row> rows, Instant now) {
        int width = 0;
        for (DependencyTree.Row row : rows) {
            width = Math.max(width, row.branch().length() + row.name().length());
        }
        List<String> lines = new ArrayList<>();
        for (DependencyTree.Row row : rows) {
            lines.add(line(row, width, now));
        }
        return lines;
    }

    private String line(DependencyTree.Row row, int width, Instant now) {
        if (row.reference()) {
            return paint.dim(branches.draw(row.branch())) + row.name() + paint.dim(" (above)");
        }
        ProcessSnapshot process = current.apply(row.name());
        String name = row.name()
                + " ".repeat(width - row.branch().length() - row.name().length());
        String state = process.state().name();
        String elapsed = elapsed(row.name(), now);
        String line = paint.dim(branches.draw(row.branch()))
                + name
                + GAP
                + paint.state(process.state(), state + " ".repeat(Math.max(0, STATE_WIDTH - state.length())))
                + GAP
                + " ".repeat(Math.max(0, ELAPSED_WIDTH - elapsed.length()))
                + elapsed
                + GAP
                + ProgressLines.firstLine(process.message());
        return line.stripTrailing();
    }

    private String elapsed(String name, Instant now) {
        Instant begin = begun.get(name);
        if (begin == null) {
            return "";
        }
        @Nullable Instant end = settled.get(name);
        Duration elapsed = Duration.between(begin, end == null ? now : end);
        return Spans.seconds(elapsed.isNegative() ? Duration.ZERO : elapsed);
    }
}
