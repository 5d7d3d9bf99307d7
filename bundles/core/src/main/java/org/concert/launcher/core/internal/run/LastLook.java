/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessEntry;

/** Looks at the end of a start at what it has come to: what was ready may have been stopped meanwhile, by another launcher too. */
final class LastLook {

    private final Processes processes;

    LastLook(Processes processes) {
        this.processes = processes;
    }

    /** Return the outcomes as they are now; completed on the loop. */
    CompletableFuture<Outcome> at(List<ProcessOutcome> outcomes) {
        Loop loop = processes.loop();
        List<ProcessEntry> good = outcomes.stream()
                .filter(LastLook::isReady)
                .flatMap(outcome -> processes.find(outcome.name()).stream())
                .toList();
        List<CompletableFuture<Void>> reached =
                good.stream().map(entry -> entry.link().connect()).toList();
        return loop.either(
                Loop.all(reached),
                (all, unreachable) -> loop.map(
                        processes.look(good),
                        looked -> new Outcome(
                                outcomes.stream().map(this::asItIsNow).toList())));
    }

    private ProcessOutcome asItIsNow(ProcessOutcome outcome) {
        ProcessEntry entry = processes.find(outcome.name()).orElse(null);
        if (entry == null || !isReady(outcome)) {
            return outcome;
        } else if (entry.link().server().isEmpty()) {
            String why = "was ready; now " + entry.link().snapshot().lastError();
            return new ProcessOutcome(entry.name(), Result.UNREACHABLE, why, null);
        }
        // Somebody may be about to start it again, which is not what this run was for.
        boolean stopped = entry.config().persistent() ? isStopped(entry) : wasStopped(entry);
        return stopped
                ? new ProcessOutcome(entry.name(), Result.FAILED, "was stopped after it was ready", null)
                : outcome;
    }

    private static boolean isReady(ProcessOutcome outcome) {
        return outcome.result() == Result.STARTED || outcome.result() == Result.ALREADY_RUNNING;
    }

    /** Return whether somebody asked for its stop since it was started, or kept. */
    static boolean wasStopped(ProcessEntry entry) {
        return entry.link().server().isPresent() && entry.idle() && isStopped(entry);
    }

    private static boolean isStopped(ProcessEntry entry) {
        return entry.pane().map(pane -> pane.marks().stopMillis() > 0).orElse(true);
    }
}
