/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.HashMap;
import java.util.Map;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.Place;

/** What finds programs, for each place in use. Lives on the loop. */
public final class MembersByPlace {

    private final Loop loop;
    private final Map<Agent, Members> places = new HashMap<>();

    /** Create one. */
    public MembersByPlace(Loop loop) {
        this.loop = loop;
    }

    /** Return what finds programs in a place, for as long as its agent lives. */
    Members of(Place place) {
        return places.computeIfAbsent(place.agent(), agent -> {
            loop.listen(agent.ended(), (reason, failure) -> places.remove(agent));
            return new Members(agent, loop);
        });
    }
}
