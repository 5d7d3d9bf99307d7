/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * Ends what earlier runs of a process have left behind: children of one that died, and programs that outlived their window or the
 * tmux server. They would be in the way of a new run. Lives on the loop.
 */
final class Leftovers {

    /** How long they may take to end by SIGTERM, before SIGKILL, and how long by that. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Members members;
    private final Place place;
    private final @Nullable String container;
    private final Loop loop;

    /**
     * What came of it.
     *
     * @param any whether there were any
     * @param left those that could not be ended
     */
    record Ended(boolean any, ProcessTree left) {

        Ended and(Ended other) {
            List<ProcessTree.Member> all = new ArrayList<>(left.members());
            all.addAll(other.left.members());
            return new Ended(any || other.any, new ProcessTree(all));
        }
    }

    /**
     * Create one.
     *
     * @param place where the process runs, or may have run
     * @param container the container that this is; null for none
     */
    Leftovers(MembersByPlace members, Place place, @Nullable String container, Loop loop) {
        this.members = members.of(place);
        this.container = container;
        this.place = place;
        this.loop = loop;
    }

    /**
     * End the leftovers of a process that has no living pane.
     *
     * <p>What looked as if it had outlived its window may be what another launcher was just starting, so tmux is asked again
     * first: a pane is there before its programs are.
     */
    CompletableFuture<Ended> end(ProcessEntry entry) {
        if (container != null && entry.pane().isEmpty()) {
            return loop.then(entry.link().orphansIn(place, entry.key()), found -> {
                entry.remains().found(found);
                return lookAndEnd(entry);
            });
        }
        return lookAndEnd(entry);
    }

    private CompletableFuture<Ended> lookAndEnd(ProcessEntry entry) {
        if (entry.outlived().runs().isEmpty()) {
            return endNow(entry);
        }
        return loop.then(entry.link().look(), looked -> endNow(entry));
    }

    private CompletableFuture<Ended> endNow(ProcessEntry entry) {
        Map<String, ProcessTree> runs = new LinkedHashMap<>(entry.outlived().runs());
        entry.pane()
                .filter(pane -> !pane.alive())
                .map(PaneRecord::start)
                .ifPresent(dead -> runs.putIfAbsent(dead.run(), ProcessTree.EMPTY));
        CompletableFuture<Ended> all = CompletableFuture.completedFuture(new Ended(false, ProcessTree.EMPTY));
        for (Map.Entry<String, ProcessTree> run : runs.entrySet()) {
            CompletableFuture<Ended> one = loop.map(end(run.getKey(), run.getValue()), ended -> {
                note(entry, run.getKey(), ended.left());
                return ended;
            });
            all = all.thenCombine(one, Ended::and);
        }
        return all;
    }

    /** What could not be ended is noted on its pane, if it has one, as a stop does. */
    private void note(ProcessEntry entry, String run, ProcessTree left) {
        if (left.isEmpty()) {
            entry.remains().note(entry.outlived().without(run));
            return;
        }
        entry.remains().note(entry.outlived().with(run, Outlived.Phase.LIVING, left));
        entry.pane()
                .filter(pane -> pane.start().run().equals(run))
                .ifPresent(pane -> entry.link()
                        .server()
                        .ifPresent(server -> loop.listen(
                                server.markLeft(pane.paneId(), left.lines()),
                                (marked, failure) -> entry.link().listSoon())));
    }

    private CompletableFuture<Ended> end(String run, ProcessTree known) {
        Members.Wanted wanted = new Members.Wanted(run, Members.UNKNOWN, known);
        return loop.then(members.find(wanted), found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(new Ended(false, found));
            }
            CompletableFuture<ProcessTree> left = loop.then(
                    members.end("TERM", PATIENCE, new Members.Wanted(run, Members.UNKNOWN, found)),
                    deaf -> deaf.isEmpty()
                            ? CompletableFuture.completedFuture(deaf)
                            : members.end("KILL", PATIENCE, new Members.Wanted(run, Members.UNKNOWN, deaf)));
            return loop.map(left, living -> new Ended(true, living));
        });
    }
}
