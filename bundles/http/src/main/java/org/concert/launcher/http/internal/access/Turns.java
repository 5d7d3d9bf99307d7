/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives each user some of the threads of the server at once, and never all of them. Safe for use by several threads. */
final class Turns {

    private final int most;
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();

    /**
     * Create it.
     *
     * @param most how many requests of one user are worked on at once
     */
    Turns(int most) {
        this.most = most;
    }

    /** Return whether a request of a user may go on; its end is to be told then. */
    boolean begin(String user) {
        if (begun.merge(user, 1, Integer::sum) <= most) {
            return true;
        }
        end(user);
        return false;
    }

    /** Take note that a request is answered. */
    void end(String user) {
        begun.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
    }
}
