/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;

/**
 * A wish to have processes stopped; their running dependants are stopped first.
 *
 * @param names the processes; at least one. A one-shot with dependencies stands for these too
 * @param force true to begin with SIGKILL instead of the stop signal
 */
public record StopRequest(List<String> names, boolean force) {

    /** Copy the names, so that nobody can change them later. */
    public StopRequest {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Cannot stop: no process is named");
        }
    }
}
