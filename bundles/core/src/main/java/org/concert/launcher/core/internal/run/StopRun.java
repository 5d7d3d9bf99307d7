/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.core.internal.process.ProcessEntry;

/**
 * One stop: each process once its running dependants are stopped. A one-shot with dependencies is a group: its
 * dependencies are stopped too, and if one of these is a group, so on. Lives on the loop.
 */
public final class StopRun {

    private final Processes processes;
    private final boolean force;
    private final Map<String, CompletableFuture<ProcessOutcome>> stopping = new HashMap<>();
    private final List<ProcessOutcome> outcomes = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * Create a stop.
     *
     * @param force true to begin with SIGKILL
     */
    public StopRun(Processes processes, boolean force) {
        this.processes = processes;
        this.force = force;
    }

    /** Begin; see {@link org.concert.launcher.api.Launcher#stop}. */
    public CompletableFuture<Outcome> begin(List<String> names) {
        processes.known(names).forEach(this::ask);
        CompletableFuture<?>[] all = asked.stream().map(this::stop).toArray(CompletableFuture[]::new);
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        Set<String> engaged = Set.copyOf(stopping.keySet());
        processes.engagements().engage(engaged);
        processes.loop().then(CompletableFuture.allOf(all), (ended, failure) -> {
            processes.engagements().release(engaged);
            result.complete(new Outcome(outcomes));
        });
        return result;
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
        CompletableFuture<ProcessOutcome> stopped = new CompletableFuture<>();
        stopping.put(name, stopped);
        ProcessEntry entry = processes.entry(name);
        CompletableFuture<?>[] dependants =
                processes.graph().dependants(name).stream().map(this::stop).toArray(CompletableFuture[]::new);
        processes.loop().then(CompletableFuture.allOf(dependants), (ended, none) -> connectAndStop(entry, stopped));
        return stopped;
    }

    private void connectAndStop(ProcessEntry entry, CompletableFuture<ProcessOutcome> stopped) {
        processes.loop().then(entry.link().connect(), (connected, failure) -> {
            if (failure != null) {
                String why = String.valueOf(failure.getMessage());
                conclude(stopped, new ProcessOutcome(entry.name(), Result.UNREACHABLE, why, null));
                return;
            }
            processes.readiness().forget(entry);
            processes.loop().then(processes.stops().stop(entry, force), (outcome, none) -> {
                if (outcome != null) {
                    conclude(stopped, outcome);
                }
            });
        });
    }

    /** A dependant that did not run is no news. */
    private void conclude(CompletableFuture<ProcessOutcome> stopped, ProcessOutcome outcome) {
        if (outcome.result() != Result.NOT_RUNNING || asked.contains(outcome.name())) {
            outcomes.add(outcome);
        }
        stopped.complete(outcome);
    }
}
