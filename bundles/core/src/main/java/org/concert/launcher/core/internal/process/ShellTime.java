/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;

/** How long the start-up files of a shell take, which a check runs before its command. Lives on the loop. */
final class ShellTime {

    /** Nobody waits longer for a shell. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What takes so long is worth a word. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Agent agent;
    private final String script;
    private final Loop loop;
    private Duration known;

    /**
     * Create one.
     *
     * @param script runs a shell that does nothing
     * @param known how long one took, as far as is known
     */
    ShellTime(Agent agent, String script, Loop loop, Duration known) {
        this.agent = agent;
        this.script = script;
        this.loop = loop;
        this.known = known;
    }

    /** Create one for the shells of a place. */
    static ShellTime of(Place place, Loop loop, Duration known) {
        return new ShellTime(place.agent(), "exec " + ShellQuote.words(ProcessCommand.shell(place, ":")), loop, known);
    }

    Duration known() {
        return known;
    }

    /** Find out how long it takes now; a longer time is kept. Completed on the loop. */
    CompletableFuture<Void> measure() {
        long beganNanos = loop.nanoTime();
        return loop.either(agent.probe(script, LONGEST), (ended, failure) -> {
            Duration took = Duration.ofNanos(loop.nanoTime() - beganNanos);
            known = took.compareTo(known) > 0 ? took : known;
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Return what to say of it, to be put behind a reason; empty if it is short. */
    String remark() {
        return known.compareTo(LONG) < 0
                ? ""
                : "; the shell's start-up files (~/.bashrc) take " + known.toSeconds() + " s";
    }
}
