/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.OutputLine;

/**
 * Has the lines that several processes have printed so far come by time, and not one process after the other: holds them back until
 * all are there. It knows who has printed nothing. Safe for use by several threads.
 */
public final class BacklogMerge {

    private record Held(Instant time, OutputLine line) {}

    private final OutputSink target;
    private final Set<String> awaited;
    /** Of which no line has come, and whose output has not ended either. */
    private final Set<String> pending;

    private final Set<String> silent;
    private final CompletableFuture<Void> heard = new CompletableFuture<>();
    private final List<Held> held = new ArrayList<>();
    private final Map<String, OutputLine> unended = new LinkedHashMap<>();
    private final Map<String, Instant> latest = new HashMap<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean merged;

    public BacklogMerge(List<String> names, OutputSink target) {
        this.target = target;
        this.awaited = new HashSet<>(names);
        this.pending = new HashSet<>(names);
        this.silent = new LinkedHashSet<>(names);
    }

    /** Return what takes the lines of a process. */
    public OutputSink of(String name) {
        return new OutputSink() {
            @Override
            public void line(OutputLine line) {
                take(line);
            }

            @Override
            public void unended(OutputLine line) {
                takeUnended(line);
            }

            @Override
            public void caughtUp() {
                complete(name);
                target.caughtUp();
            }
        };
    }

    /** Take note that a process has no more of what it has printed so far. */
    synchronized void complete(String name) {
        if (awaited.remove(name) && awaited.isEmpty()) {
            release();
        }
    }

    /**
     * Take note that no more will come of a process.
     *
     * @param failed whether that is told otherwise
     */
    synchronized void ended(String name, boolean failed) {
        complete(name);
        if (failed) {
            silent.remove(name);
        }
        settled(name);
    }

    /** Return the processes that have printed nothing so far, in their order. */
    public synchronized List<String> silent() {
        return List.copyOf(silent);
    }

    /** Return a future that is completed when it is known of each process whether it has printed something. */
    CompletableFuture<Void> heard() {
        return heard;
    }

    private void settled(String name) {
        if (pending.remove(name) && pending.isEmpty()) {
            heard.complete(null);
        }
    }

    /** Hold back nothing more, whoever is missing. */
    public synchronized void release() {
        if (merged) {
            return;
        }
        merged = true;
        held.sort(Comparator.comparing(Held::time));
        held.forEach(each -> target.line(each.line()));
        held.clear();
        unended.values().forEach(target::unended);
        unended.clear();
        done.complete(null);
    }

    /** Return a future that is completed when nothing is held back any more. */
    public CompletableFuture<Void> done() {
        return done;
    }

    private synchronized void takeUnended(OutputLine line) {
        silent.remove(line.process());
        settled(line.process());
        if (merged) {
            target.unended(line);
        } else {
            unended.put(line.process(), line);
        }
    }

    private synchronized void take(OutputLine line) {
        silent.remove(line.process());
        settled(line.process());
        if (line.kind() != OutputLine.Kind.NOTE) {
            unended.remove(line.process());
        }
        if (merged) {
            target.line(line);
        } else {
            // Lines of one process keep their order, also where there is no time, or somebody has set the clock back.
            Instant before = latest.getOrDefault(line.process(), Instant.EPOCH);
            Instant time = line.time() == null || line.time().isBefore(before) ? before : line.time();
            latest.put(line.process(), time);
            held.add(new Held(time, line));
        }
    }
}
