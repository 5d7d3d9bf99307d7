/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;

/** Those who wait for a machine to be connected. Lives on the loop. */
final class Askers {

    private final ParkedRequests parked;
    private final Consumer<Asker> again;
    private final List<Asker> waiting = new ArrayList<>();

    /**
     * Waits for a connection.
     *
     * @param deadlineNanos until when it waits for a transport, by {@link System#nanoTime}
     */
    record Asker(CompletableFuture<Void> connected, long deadlineNanos) {}

    /**
     * Create one without any.
     *
     * @param parked where those wait for whom there is no transport
     * @param again makes the request of one again, when it is worth while
     */
    Askers(ParkedRequests parked, Consumer<Asker> again) {
        this.parked = parked;
        this.again = again;
    }

    /** Return one who does not wait yet. */
    Asker newcomer() {
        return new Asker(new CompletableFuture<>(), parked.deadlineNanos());
    }

    /** Have one wait. */
    void add(Asker asker) {
        waiting.add(asker);
    }

    /** Answer all: the machine is connected, or cannot be, and why. Where a transport is missing, time may mend that. */
    void answer(@Nullable TransportException failure) {
        List<Asker> answered = List.copyOf(waiting);
        waiting.clear();
        for (Asker asker : answered) {
            if (failure == null) {
                asker.connected.complete(null);
            } else if (!(failure instanceof MissingTransportException
                    && parked.park(asker.deadlineNanos, () -> again.accept(asker)))) {
                asker.connected.completeExceptionally(failure);
            }
        }
    }
}
