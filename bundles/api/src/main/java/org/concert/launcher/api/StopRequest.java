/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;

/**
 * A wish to have processes stopped; their running dependants are stopped first.
 *
 * @param names the processes; at least one, unless all are meant. A one-shot with dependencies stands for these too
 * @param force true to begin with SIGKILL instead of the stop signal
 * @param all true to stop all of the launcher file, and what was started from it and is not in it any more. What another file
 *     has started in the same session is left: it has to be named
 */
public record StopRequest(List<String> names, boolean force, boolean all) {

    /** Copy the names, so that nobody can change them later. */
    public StopRequest {
        names = List.copyOf(names);
        if (names.isEmpty() != all) {
            throw new IllegalArgumentException(
                    all ? "Cannot stop all and some: some are named" : "Cannot stop: no process is named");
        }
    }

    /** Create one for some processes. */
    public StopRequest(List<String> names, boolean force) {
        this(names, force, false);
    }

    /** Return one for all processes. */
    public static StopRequest everything(boolean force) {
        return new StopRequest(List.of(), force, true);
    }
}
