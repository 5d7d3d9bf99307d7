/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.agent.AgentResult;

/**
 * The time on a machine.
 *
 * @param uptimeMillis milliseconds since its boot: nobody can set that, and all launchers see the same
 * @param epochMillis milliseconds since 1970, as its clock has it
 */
record MachineTime(long uptimeMillis, long epochMillis) {

    private static final String SCRIPT = "read -r uptime idle < /proc/uptime; echo \"$uptime $(date +%s)\"";

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Ask a machine for its time. */
    static CompletableFuture<MachineTime> askedFrom(Agent agent) {
        return agent.run(SCRIPT, LIMIT).thenApply(MachineTime::parse);
    }

    static MachineTime parse(AgentResult result) {
        String[] words = result.output().strip().split(" ", -1);
        if (words.length != 2) {
            throw new IllegalStateException(
                    "Cannot tell the time on the machine: " + result.output().strip());
        }
        return new MachineTime(new BigDecimal(words[0]).movePointRight(3).longValue(), 1000 * Long.parseLong(words[1]));
    }
}
