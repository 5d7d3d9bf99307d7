/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.config.NearestName;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.ProcessConfig;

/** Checks the parameters given at a start: each must be used by the run, set by nothing else in it, and hold what it may. */
final class GivenParameters {

    /** What a value from outside may hold, so that whoever may start a process may not run another. */
    private static final Pattern SAFE = Pattern.compile("(?!-)[A-Za-z0-9_./:=,@%+-]*");

    private final List<ProcessConfig> run;
    private final Map<String, List<Choice>> chosen;
    private final Map<String, ParameterConfig> declared;
    private final Consumer<String> complaints;

    GivenParameters(
            List<ProcessConfig> run,
            Map<String, List<Choice>> chosen,
            Map<String, ParameterConfig> declared,
            Consumer<String> complaints) {
        this.run = run;
        this.chosen = chosen;
        this.declared = declared;
        this.complaints = complaints;
    }

    void check(StartRequest request) {
        Set<String> used = new LinkedHashSet<>();
        run.forEach(process -> used.addAll(process.everUses()));
        new TreeMap<>(request.params()).forEach((name, value) -> {
            run.forEach(process -> chosen.getOrDefault(process.name(), List.of()).stream()
                    .filter(choice -> choice.effect().params().containsKey(name))
                    .forEach(choice -> complaints.accept(
                            "parameter '%s' is given with -p, but variant '%s' of %s sets it; give one of both"
                                    .formatted(name, choice.name(), process.name()))));
            if (!used.contains(name)) {
                complaints.accept("no process of this run uses parameter '" + name + "'" + NearestName.hint(name, used)
                        + "; there are " + Words.list(used));
            }
            ParameterConfig declaration = declared.get(name);
            boolean open = declaration == null || !declaration.isStrict();
            if (open && request.fromOutside() && !SAFE.matcher(value).matches()) {
                complaints.accept(
                        "parameter '%s' cannot be '%s': over JMX and HTTP a value may hold only letters, digits and _./:=,@%%+-, and not begin with -, unless context.params declares it"
                                .formatted(name, value.replaceAll("\\p{Cntrl}", "?")));
            }
        });
    }
}
