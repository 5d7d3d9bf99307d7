/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.concert.launcher.json.DescriptionBuilder.described;

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
        return described(name).dependsOn(dependsOn).build();
    }

    /** Return the description of a one-shot. */
    public static ProcessDescription oneShot(String name, String... dependsOn) {
        return described(name).persistent(false).dependsOn(dependsOn).build();
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
        return described(name).inFile(false).build();
    }
}
