/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.AgentResult;
import org.concert.launcher.core.internal.loop.Loop;

/**
 * Makes the checks of a process in a container of which one is about its output: that is captured outside. Lives on the loop.
 *
 * @param machine where the output is
 * @param lookAtLog what fails if it is not there yet
 * @param inside makes the other checks
 */
record LogFirst(Loop loop, Agent machine, String lookAtLog, Agent inside) implements Agent {

    @Override
    public CompletableFuture<String> ended() {
        return inside.ended();
    }

    @Override
    public CompletableFuture<AgentResult> run(String script, Duration timeout) {
        return inside.run(script, timeout);
    }

    @Override
    public CompletableFuture<AgentResult> probe(String script, Duration timeout) {
        AtomicReference<CompletableFuture<AgentResult>> underWay =
                new AtomicReference<>(machine.probe(lookAtLog, timeout));
        CompletableFuture<AgentResult> checked = loop.then(underWay.get(), log -> {
            if (log.exitCode() == 0 && !script.isEmpty()) {
                underWay.set(inside.probe(script, timeout));
                return underWay.get();
            }
            return CompletableFuture.completedFuture(log);
        });
        loop.listen(checked, (result, failure) -> {
            if (checked.isCancelled()) {
                underWay.get().cancel(false);
            }
        });
        return checked;
    }
}
