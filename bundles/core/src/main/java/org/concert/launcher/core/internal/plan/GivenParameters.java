/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ProcessConfig;

/** Checks the parameters given at a start: each must be used by the run, and set by nothing else in it. */
final class GivenParameters {

    private final List<ProcessConfig> run;
    private final Map<String, List<Choice>> chosen;
    private final Consumer<String> complaints;

    GivenParameters(List<ProcessConfig> run, Map<String, List<Choice>> chosen, Consumer<String> complaints) {
        this.run = run;
        this.chosen = chosen;
        this.complaints = complaints;
    }

    void check(Map<String, String> params) {
        Set<String> used = new LinkedHashSet<>();
        run.forEach(process -> used.addAll(ComposedCommand.everUsed(process)));
        for (String name : new TreeMap<>(params).keySet()) {
            run.forEach(process -> chosen.getOrDefault(process.name(), List.of()).stream()
                    .filter(choice -> choice.effect().params().containsKey(name))
                    .forEach(choice -> complaints.accept(
                            "parameter '%s' is given with -p, but variant '%s' of %s sets it; give one of both"
                                    .formatted(name, choice.name(), process.name()))));
            if (!used.contains(name)) {
                complaints.accept("no process of this run uses parameter '" + name + "'" + NearestName.hint(name, used)
                        + "; there are " + Words.list(used));
            }
        }
    }
}
