/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;

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
}
