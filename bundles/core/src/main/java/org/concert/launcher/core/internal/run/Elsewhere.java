/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.Stranger;

/** Keeps what runs where it is not shown from being started a second time: in another place, or by another account. Lives on the loop. */
final class Elsewhere {

    private final Processes processes;
    private final Loop loop;

    Elsewhere(Processes processes) {
        this.processes = processes;
        this.loop = processes.loop();
    }

    /** Return why a process that is stopped here is not to be started, if so; completed on the loop. */
    CompletableFuture<Optional<String>> whyNot(ProcessEntry entry, LaunchStep step) {
        if (processes.isMovable(entry.name()) && !Processes.isAt(entry, step)) {
            return CompletableFuture.completedFuture(
                    Optional.of("not started: it is about to run, or was not ended yet, on "
                            + entry.placement().words()));
        }
        Optional<String> place = processes
                .elsewhere()
                .apply(entry.name())
                .map("runs already, where the launcher file had it before: %s; a restart moves it"::formatted);
        if (place.isPresent() || entry.stranger().filter(Stranger::counts).isEmpty()) {
            return CompletableFuture.completedFuture(place);
        }
        // It may have ended since the machine told of it.
        CompletableFuture<Void> asked = loop.then(
                entry.link().place(null), there -> entry.link().lastTold().askStrangers(there.agent()));
        return loop.map(
                asked,
                told -> entry.stranger()
                        .filter(Stranger::counts)
                        .map(stranger -> "not started: " + stranger.words()
                                + "; stop it as that account, or start this one as it"));
    }
}
