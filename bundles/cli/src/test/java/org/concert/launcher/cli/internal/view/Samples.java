/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessDescription;

/** Descriptions and steps of which a test states only what it is about. */
public final class Samples {

    private Samples() {}

    /** Return the description of a persistent process. */
    public static ProcessDescription description(String name, String... dependsOn) {
        return description(name, true, dependsOn);
    }

    /** Return the description of a one-shot. */
    public static ProcessDescription oneShot(String name, String... dependsOn) {
        return description(name, false, dependsOn);
    }

    /** Return a step for each process that persists, in this order. */
    public static LaunchPlan plan(ProcessDescription... processes) {
        return new LaunchPlan(List.of(processes).stream().map(Samples::step).toList());
    }

    private static LaunchStep step(ProcessDescription process) {
        return new LaunchStep(
                process.name(),
                process.machine(),
                null,
                process.session(),
                process.command(),
                Map.of(),
                process.persistent(),
                process.dependsOn(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null);
    }

    /** Return a process that runs and is not in the launcher file. */
    public static ProcessDescription stray(String name) {
        return new ProcessDescription(
                name,
                "robot",
                "local",
                null,
                "run " + name,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                null,
                false);
    }

    private static ProcessDescription description(String name, boolean persistent, String... dependsOn) {
        return new ProcessDescription(
                name,
                "robot",
                "local",
                null,
                "run " + name,
                persistent,
                List.of(dependsOn),
                List.of(),
                List.of(),
                List.of(),
                true,
                null,
                true);
    }
}
