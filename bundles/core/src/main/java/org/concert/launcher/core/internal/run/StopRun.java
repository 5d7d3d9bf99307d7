/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessEntry;

/**
 * One stop: each process once its running dependants are stopped. A one-shot with dependencies is a group: its
 * dependencies are stopped too, and if one of these is a group, so on. Lives on the loop.
 */
public final class StopRun {

    /** Who starts something again and again meanwhile is not fought. */
    private static final int MOST_ROUNDS = 5;

    private final Processes processes;
    private final boolean force;
    private final Predicate<ProcessEntry> left;
    private final Consumer<ProcessOutcome> over;
    private final Map<String, CompletableFuture<ProcessOutcome>> stopping = new HashMap<>();
    private final Map<String, ProcessOutcome> outcomes = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> kept = new HashSet<>();
    private boolean alone;

    /**
     * Create a stop.
     *
     * @param force true to begin with SIGKILL
     * @param left tells which of the processes are left as they are
     * @param over is told of each process that is stopped, or not to be stopped
     */
    StopRun(Processes processes, boolean force, Predicate<ProcessEntry> left, Consumer<ProcessOutcome> over) {
        this.processes = processes;
        this.force = force;
        this.left = left;
        this.over = over;
    }

    /** Leave noted of these processes that they are to run: they are started again after this. */
    void keepWishes(Collection<String> names) {
        kept.addAll(names);
    }

    /** Begin; see {@link org.concert.launcher.api.Launcher#stop}. */
    public CompletableFuture<Outcome> begin(List<String> names) {
        processes.known(names).forEach(this::ask);
        return stopAsked();
    }

    /** Begin with just these and what depends on them: a group stands for itself only. */
    CompletableFuture<Outcome> beginExactly(List<String> names) {
        asked.addAll(processes.known(names));
        return stopAsked();
    }

    /** Begin with just these: what depends on them is left as it is. */
    CompletableFuture<Outcome> beginAlone(List<String> names) {
        alone = true;
        return beginExactly(names);
    }

    private Collection<String> dependants(String name) {
        Collection<String> all = processes.graph().dependants(name);
        return alone ? all.stream().filter(asked::contains).toList() : all;
    }

    private CompletableFuture<Outcome> stopAsked() {
        List<CompletableFuture<ProcessOutcome>> all =
                asked.stream().map(this::stop).toList();
        Set<String> engaged = Set.copyOf(stopping.keySet());
        processes.engagements().engage(engaged);
        // Before it is told: who hears of it may look for what was there for as long as this was under way.
        return processes
                .loop()
                .then(Loop.all(all), ended -> stopLateComers(MOST_ROUNDS))
                .thenApply(none -> new Outcome(List.copyOf(outcomes.values())))
                .whenCompleteAsync((ended, failure) -> processes.engagements().release(engaged), processes.loop());
    }

    /**
     * Look once more: another launcher may have started what depends on a stopped process before it knew of the stop. Whoever
     * starts looks at the dependencies after it has made a window, so one of both sees the other.
     */
    private CompletableFuture<Void> stopLateComers(int rounds) {
        List<ProcessEntry> dependants = processes.known(stopping.keySet()).stream()
                .flatMap(name -> dependants(name).stream())
                .distinct()
                .flatMap(name -> processes.find(name).stream())
                .toList();
        return processes.loop().then(processes.look(dependants), looked -> {
            List<String> late = dependants.stream()
                    .filter(entry -> entry.alivePane().isPresent() && !left.test(entry))
                    .map(ProcessEntry::name)
                    .filter(this::isWithoutDependency)
                    .toList();
            if (late.isEmpty() || rounds == 0) {
                return CompletableFuture.completedFuture(null);
            }
            stopping.keySet().removeAll(late);
            return processes
                    .loop()
                    .then(Loop.all(late.stream().map(this::stop).toList()), ended -> stopLateComers(rounds - 1));
        });
    }

    /** Return whether something it depends on was stopped here, and is not about to run again. */
    private boolean isWithoutDependency(String name) {
        return stopping.keySet().stream()
                .filter(stopped -> processes.graph().dependants(stopped).contains(name))
                .map(processes::find)
                .flatMap(Optional::stream)
                .anyMatch(stopped -> stopped.alivePane().isEmpty()
                        && stopped.idle()
                        && outcomes.containsKey(stopped.name())
                        && outcomes.get(stopped.name()).ok());
    }

    private void ask(String name) {
        if (asked.add(name) && !processes.entry(name).config().persistent()) {
            processes.known(processes.graph().direct(name)).forEach(this::ask);
        }
    }

    private CompletableFuture<ProcessOutcome> stop(String name) {
        CompletableFuture<ProcessOutcome> present = stopping.get(name);
        if (present != null) {
            return present;
        }
        processes.entry(name).wished().stopAsked();
        List<CompletableFuture<ProcessOutcome>> dependants =
                dependants(name).stream().map(this::stop).toList();
        CompletableFuture<ProcessOutcome> stopped = processes
                .loop()
                .then(
                        Loop.all(dependants),
                        ended -> processes.placed(name, null, () -> connectAndStop(processes.entry(name))));
        stopping.put(name, stopped);
        return stopped;
    }

    private CompletableFuture<ProcessOutcome> connectAndStop(ProcessEntry entry) {
        CompletableFuture<ProcessOutcome> stopped = processes
                .loop()
                .either(entry.link().connect(), (connected, failure) -> {
                    if (failure != null) {
                        return CompletableFuture.completedFuture(
                                new ProcessOutcome(entry.name(), Result.UNREACHABLE, Loop.reason(failure), null));
                    }
                    if (left.test(entry)) {
                        return CompletableFuture.completedFuture(new ProcessOutcome(
                                entry.name(), Result.LEFT, entry.remark().text() + "; name it to stop it", null));
                    }
                    boolean wished =
                            !kept.contains(entry.name()) && entry.wished().withdraw();
                    return processes.loop().map(entry.stop(force), outcome -> wished ? withdrawn(outcome) : outcome);
                });
        return processes
                .loop()
                .either(
                        stopped,
                        (outcome, failure) -> CompletableFuture.completedFuture(conclude(
                                outcome == null
                                        ? new ProcessOutcome(
                                                entry.name(),
                                                Result.FAILED,
                                                "Cannot stop: " + Loop.reason(failure),
                                                null)
                                        : outcome)));
    }

    private static ProcessOutcome withdrawn(ProcessOutcome outcome) {
        return outcome.result() == Result.NOT_RUNNING
                ? new ProcessOutcome(outcome.name(), Result.STOPPED, "was to be started; is not any more", null)
                : outcome;
    }

    /** A dependant that did not run is no news. */
    private ProcessOutcome conclude(ProcessOutcome outcome) {
        if (outcome.result() != Result.NOT_RUNNING || asked.contains(outcome.name())) {
            outcomes.put(outcome.name(), outcome);
        }
        over.accept(outcome);
        return outcome;
    }
}
