/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher.Registration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One start, stop, kill, restart or {@code up} that somebody asked for and the launcher has taken on.
 *
 * <p>Safe for use by several threads. Its future is completed, and listeners are called, on threads of the launcher, which
 * must not be blocked.
 */
@ProviderType
public interface Run {

    /** What can be asked for. */
    enum Kind {
        /** To have processes running. */
        START,
        /** To have them end. */
        STOP,
        /** To have them end at once. */
        KILL,
        /** To have them end, and run again. */
        RESTART,
        /** To have all that runs be what a target says. */
        UP
    }

    /** Return how far it has come. */
    RunSnapshot snapshot();

    /**
     * Return what becomes of it: completed when each process has come to an end of it, with what was true then. Fails with a
     * {@link java.util.concurrent.CancellationException} when it was cancelled or the launcher closed. To cancel the future is
     * to {@link #cancel} the run.
     */
    CompletableFuture<Outcome> outcome();

    /** Hear how far it has come: at once, and then of each change, the last of which is its end. Close the result to hear no more. */
    Registration listen(Consumer<RunSnapshot> listener);

    /** Go on with it no further: what was begun goes on, what was not is not begun. */
    default void cancel() {
        outcome().cancel(false);
    }
}
