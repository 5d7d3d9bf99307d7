/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.Intent;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;

/**
 * Says whether a start runs a one-shot again: one that was named always, one that is only needed by something not while it is done and
 * anything that depends on it runs. Its pane tells that it is done; no pane outlives the boot of its machine. Lives on the loop.
 */
final class Repetition {

    private final Processes processes;
    private final Set<String> started;
    private final Set<String> named = new HashSet<>();

    /**
     * Create one.
     *
     * @param started all that the start may come to start; what waits for that is no use of what is done
     */
    Repetition(Processes processes, Set<String> started) {
        this.processes = processes;
        this.started = Set.copyOf(started);
    }

    /** Have these be run again in any case: they are asked for by name. */
    void exempt(Collection<String> names) {
        named.addAll(names);
    }

    /** Return what becomes of a process that is not run again; empty if it is to be run. */
    CompletableFuture<Optional<ProcessOutcome>> left(ProcessEntry entry) {
        if (named.contains(entry.name()) || !isDone(entry)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<ProcessEntry> dependants = processes.graph().dependants(entry.name()).stream()
                .flatMap(name -> processes.find(name).stream())
                .toList();
        Loop loop = processes.loop();
        // They may be on machines that nothing else of this start is on.
        List<CompletableFuture<Void>> looks = dependants.stream()
                .map(ProcessEntry::link)
                .distinct()
                .map(link ->
                        loop.either(link.look(), (looked, failure) -> CompletableFuture.<Void>completedFuture(null)))
                .toList();
        return loop.map(
                Loop.all(looks),
                looked -> isDone(entry)
                        ? dependants.stream().filter(this::uses).findFirst().map(user -> left(entry, words(user)))
                        : Optional.empty());
    }

    private static ProcessOutcome left(ProcessEntry entry, String why) {
        if (entry.waiting()) {
            entry.intend(Intent.NONE);
        }
        return new ProcessOutcome(entry.name(), Result.ALREADY_RUNNING, why, 0);
    }

    private static boolean isDone(ProcessEntry entry) {
        return !entry.config().persistent()
                && entry.pane().filter(Repetition::endedWell).isPresent();
    }

    private static boolean endedWell(PaneRecord pane) {
        ExitStatus exit = pane.exit();
        return pane.marks().stopMillis() == 0 && pane.dead() && exit != null && exit.code() == 0;
    }

    private boolean uses(ProcessEntry dependant) {
        boolean onItsWay = dependant.waiting() || dependant.starting();
        return dependant.alivePane().isPresent()
                || dependant.state() == ProcessState.BACKOFF
                || dependant.state() == ProcessState.UNKNOWN
                || (onItsWay && !started.contains(dependant.name()));
    }

    private static String words(ProcessEntry dependant) {
        return dependant.state() == ProcessState.UNKNOWN
                ? "ended with exit code 0 before; not run again, as '%s', which depends on it, may be running"
                        .formatted(dependant.name())
                : "ended with exit code 0 before; not run again while '%s', which depends on it, runs"
                        .formatted(dependant.name());
    }
}
