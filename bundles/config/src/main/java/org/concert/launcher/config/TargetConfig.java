/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.List;
import java.util.Map;

/**
 * A target of the launcher file: a preset of what is to run.
 *
 * @param name its name
 * @param place where it stands in the file
 * @param run the processes it names; what these depend on belongs to it too
 * @param targets the targets it builds on, of which this one may change variants and parameters
 * @param variants flags and options of exclusive groups, each for every process that knows it, or {@code PROCESS:VARIANT} for one
 * @param params parameters by name, each for every process that uses it
 */
public record TargetConfig(
        String name,
        Place place,
        List<String> run,
        List<String> targets,
        List<String> variants,
        Map<String, String> params) {

    /** Keep copies of the collections. */
    public TargetConfig {
        run = List.copyOf(run);
        targets = List.copyOf(targets);
        variants = List.copyOf(variants);
        params = Ordered.copyOf(params);
    }
}
