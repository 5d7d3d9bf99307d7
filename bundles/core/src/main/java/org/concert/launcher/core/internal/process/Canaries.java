/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.HashMap;
import java.util.Map;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;

/** One {@link ShellCanary} for each place in use. Lives on the loop. */
public final class Canaries {

    private final Loop loop;
    private final Map<Agent, ShellCanary> canaries = new HashMap<>();

    /** Create one. */
    public Canaries(Loop loop) {
        this.loop = loop;
    }

    /** Return the one of a place, for as long as its agent lives. */
    ShellCanary of(Place place) {
        return canaries.computeIfAbsent(place.agent(), agent -> {
            loop.listen(agent.ended(), (reason, failure) -> canaries.remove(agent));
            return new ShellCanary(place, loop);
        });
    }
}
