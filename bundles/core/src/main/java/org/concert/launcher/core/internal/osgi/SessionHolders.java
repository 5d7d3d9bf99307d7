/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which launcher has which session in this framework. MBeans and services are told apart by session, so only one may
 * have it: who claimed it first. When that one goes, the next steps in. Used on one thread.
 */
final class SessionHolders {

    /** Who may be waiting for each session, behind the one that has it. */
    private final Map<String, Deque<Claimant>> claims = new HashMap<>();

    /** Wants a session. */
    interface Claimant {

        /** Return the launcher file, for people. */
        Path file();

        /** Take note that the session has become free, and is its own now. */
        void granted();
    }

    /** Claim a session; return who has it, when that is another. The claim stands until it is released. */
    Optional<Claimant> claim(String session, Claimant claimant) {
        Deque<Claimant> queue = claims.computeIfAbsent(session, any -> new ArrayDeque<>());
        queue.addLast(claimant);
        return Optional.of(queue.getFirst()).filter(first -> first != claimant);
    }

    /** Give up a claim; without one, nothing happens. */
    void release(String session, Claimant claimant) {
        Deque<Claimant> queue = claims.get(session);
        if (queue == null) {
            return;
        }
        boolean had = queue.peekFirst() == claimant;
        queue.remove(claimant);
        Claimant next = queue.peekFirst();
        if (next == null) {
            claims.remove(session);
        } else if (had) {
            next.granted();
        }
    }
}
