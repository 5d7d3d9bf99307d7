/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.VariantDescription;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Variant;

/** Tells what launcher files say of processes, in the words of the API. */
final class ProcessDescriptions {

    private ProcessDescriptions() {}

    /**
     * Return the descriptions of processes.
     *
     * @param inFile the names of those that are in the file in force
     */
    static List<ProcessDescription> of(List<ProcessConfig> processes, DependencyGraph graph, Set<String> inFile) {
        return processes.stream()
                .map(process -> describe(process, graph, inFile.contains(process.name())))
                .toList();
    }

    private static ProcessDescription describe(ProcessConfig process, DependencyGraph graph, boolean inFile) {
        return new ProcessDescription(
                process.name(),
                process.session(),
                process.machine(),
                process.container(),
                process.cmd().toString(),
                process.persistent(),
                process.depends(),
                List.copyOf(graph.dependants(process.name())),
                process.variants().values().stream()
                        .map(ProcessDescriptions::describe)
                        .toList(),
                process.showUi(),
                process.category(),
                inFile);
    }

    private static VariantDescription describe(Variant variant) {
        List<String> options = variant instanceof Variant.Group group
                ? new ArrayList<>(group.options().keySet())
                : List.of();
        return new VariantDescription(variant.name(), options);
    }
}
