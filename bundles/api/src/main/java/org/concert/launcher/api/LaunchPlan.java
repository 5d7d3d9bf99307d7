/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a start would run, in starting order: each process comes after everything it depends on.
 *
 * @param steps the processes
 */
public record LaunchPlan(List<LaunchStep> steps) {

    /** Copy the list, so that nobody can change it later. */
    public LaunchPlan {
        steps = List.copyOf(steps);
    }

    /** Return the processes by name, in the same order. */
    public Map<String, LaunchStep> byName() {
        Map<String, LaunchStep> named = new LinkedHashMap<>();
        steps.forEach(step -> named.put(step.name(), step));
        return Collections.unmodifiableMap(named);
    }
}
