/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;
import org.jspecify.annotations.Nullable;

/**
 * Tells when an interactive shell that was started just now has read its start-up files and runs commands.
 *
 * <p>A command that does not exist fails only then, and the start-up files of robots take from 10 ms to seconds. So a
 * shell of the same kind is started beside it; when that one has come to its command, the other has too. One canary
 * serves all processes that were started before it. Lives on the loop.
 */
final class ShellCanary {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Place place;
    private final Loop loop;
    private @Nullable CompletableFuture<Void> flying;
    private @Nullable CompletableFuture<Void> next;

    ShellCanary(Place place, Loop loop) {
        this.place = place;
        this.loop = loop;
    }

    /** Return a future that is completed, on the loop, when a shell that is started after this call is up. */
    CompletableFuture<Void> shellUp() {
        if (flying == null) {
            flying = fly();
            return flying;
        }
        if (next == null) {
            next = flying.thenCompose(landed -> fly());
        }
        return next;
    }

    private CompletableFuture<Void> fly() {
        // A shell that does not come up in time, or at all, is no reason to hold anything back: what it was waited for
        // shows whether the process lives.
        String script = "exec " + ShellQuote.words(ProcessCommand.shell(place, ":"));
        return loop.either(place.agent().probe(script, LONGEST), (result, failure) -> {
            flying = next;
            next = null;
            return CompletableFuture.completedFuture(null);
        });
    }
}
