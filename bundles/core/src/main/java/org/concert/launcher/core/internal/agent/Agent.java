/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Runs shell scripts in one place, any number at once. Safe for use by several threads. */
public interface Agent {

    /** Return a future that is completed with the reason when the agent runs no more scripts. */
    CompletableFuture<String> ended();

    /**
     * Run a script, and wait for all of its output: of one that leaves a program behind which holds its output open, for
     * the end of that, too.
     *
     * @param script text for a POSIX shell, which may use the functions of agent.sh
     * @param timeout how long it may take; when it is over, everything it started is killed
     * @return how it ended; fails with a {@link ScriptTimeoutException} or, when the place is lost, with a
     *     {@link org.concert.launcher.api.TransportException}
     */
    CompletableFuture<AgentResult> run(String script, Duration timeout);

    /**
     * Run a script of a user, like {@link #run}, but in a session of its own, where it may signal its process group, and without
     * the functions of agent.sh. It may leave programs behind that hold its output open; that does not hold up its end, but its
     * output may be missing then, as it may be on a machine that is very busy. Cancel its future to have it ended.
     */
    CompletableFuture<AgentResult> probe(String script, Duration timeout);
}
