/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits the concurrent requests of each user, so that nobody can take all threads of the server. Thread-safe. */
final class ConcurrencyLimit {

    private final int most;
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();

    /**
     * Create a limit.
     *
     * @param most the number of concurrent requests of one user
     */
    ConcurrencyLimit(int most) {
        this.most = most;
    }

    /** Begin a request of a user; return whether the limit allows it. One that it allows has to be ended. */
    boolean begin(String user) {
        if (begun.merge(user, 1, Integer::sum) <= most) {
            return true;
        }
        end(user);
        return false;
    }

    /** End a request. */
    void end(String user) {
        begun.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
    }
}
