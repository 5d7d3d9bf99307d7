/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.StopRequest;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.jspecify.annotations.Nullable;

/**
 * Stops what a request asks for. Whether there is more of it than the launcher file says shows only when its machines are reached,
 * so that is stopped after the rest. Lives on the loop.
 */
public final class Stops implements Runs.Work {

    private final Processes processes;
    private final StopRequest request;

    /** Create one. */
    public Stops(Processes processes, StopRequest request) {
        this.processes = processes;
        this.request = request;
    }

    @Override
    public CompletableFuture<Outcome> begin(Consumer<ProcessOutcome> over) {
        // Of all, that is left which another launcher file has started; what is named is meant, whoever started it.
        Predicate<ProcessEntry> left = entry ->
                request.all() && entry.alivePane().isPresent() && entry.remark().foreign();
        Map<String, ProcessEntry> before = processes.present().get();
        return processes.loop().then(run(names(), left, over), first -> {
            List<String> found = names().stream()
                    .filter(name -> isFound(processes.entry(name), before.get(name)))
                    .toList();
            return found.isEmpty()
                    ? CompletableFuture.completedFuture(first)
                    : processes.loop().map(run(found, left, over), second -> Processes.joined(first, second));
        });
    }

    private CompletableFuture<Outcome> run(
            Collection<String> names, Predicate<ProcessEntry> left, Consumer<ProcessOutcome> over) {
        return new StopRun(processes, request.force(), left, over).begin(List.copyOf(names));
    }

    private Collection<String> names() {
        return request.all() ? processes.present().get().keySet() : processes.known(request.names());
    }

    /** Return whether it has come to be shown only by that stop: it runs, and not as the file says. */
    private static boolean isFound(ProcessEntry entry, @Nullable ProcessEntry before) {
        return entry != before && entry.alivePane().isPresent();
    }
}
