/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which processes a start or a stop is under way for. Lives on the loop. */
public final class Engagements {

    private final Map<String, Integer> counts = new HashMap<>();
    private final Runnable released;

    /**
     * Create one.
     *
     * @param released is called when a start or a stop has let go of its processes
     */
    public Engagements(Runnable released) {
        this.released = released;
    }

    /** Tell whether a start or a stop of a process is under way. */
    public boolean contains(String name) {
        return counts.containsKey(name);
    }

    void engage(Collection<String> names) {
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
    }

    void release(Collection<String> names) {
        names.forEach(name -> counts.computeIfPresent(name, (same, count) -> count == 1 ? null : count - 1));
        released.run();
    }
}
