/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.concert.launcher.rules.Uses.constructors;
import static org.concert.launcher.rules.Uses.methods;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FutureTests {

    private static final Set<String> COMPLETED_BY_HAND = Set.of(
            // What composing is made of.
            "core.internal.loop.Loop",
            "core.internal.loop.Promises",
            // Threads that read or wait end here.
            "core.internal.agent.CommandAgent",
            "core.internal.agent.Job",
            "core.internal.log.LogReader",
            "core.internal.machine.BlockingWork",
            // Others are told of an end that this launcher brings about.
            "core.internal.machine.Containers",
            "core.internal.output.OutputFollower",
            // Several wait for one answer, or for the next change.
            "core.internal.machine.Attempts",
            "core.internal.machine.ParkedRequests",
            "core.internal.process.Members",
            "core.internal.process.Waiters",
            "core.internal.window.PaneRemovals",
            // To be composed.
            "core.internal.window.Proviso");

    @Test
    void coreComposesAndCompletesByHandOnlyWhereACallbackOfOthersEnds() {
        Uses.areOnlyIn(
                COMPLETED_BY_HAND,
                Bundles.root("core"),
                constructors(CompletableFuture.class)
                        .or(methods(
                                CompletableFuture.class,
                                "newIncompleteFuture",
                                "complete",
                                "completeExceptionally",
                                "completeAsync",
                                "obtrudeValue",
                                "obtrudeException")));
    }
}
