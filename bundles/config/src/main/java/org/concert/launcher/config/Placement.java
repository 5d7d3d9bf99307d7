/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import org.concert.launcher.api.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where a process runs, or may run.
 *
 * @param session the tmux session of its window
 * @param machine {@code local} for this machine, else {@code user@host}, {@code user@host:port} or an SSH host alias
 * @param container the Docker container it runs in, on its machine; null if in none
 */
public record Placement(
        String session, String machine, @Nullable String container) {

    private static final String LOCALHOST = "localhost";

    /** Take this machine by its one name, and no text for no container. */
    public Placement {
        machine = machine.equals(LOCALHOST) ? Target.LOCAL : machine;
        container = container == null || container.isEmpty() ? null : container;
    }

    /** Tell whether it is on this machine (perhaps in a container of it). */
    public boolean isLocal() {
        return machine.equals(Target.LOCAL);
    }

    /** Return it in words that follow "on". */
    public String words() {
        return machine + (container == null ? "" : " in container " + container);
    }
}
