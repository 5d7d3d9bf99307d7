/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Collection;
import java.util.List;
import org.concert.launcher.api.ParameterDescription;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.VariantDescription;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ParameterConfig;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Variant;
import org.concert.launcher.core.internal.process.ProcessEntry;

/** Tells what launcher files say of processes, in the words of the API. */
final class ProcessDescriptions {

    private ProcessDescriptions() {}

    /**
     * Return the descriptions of processes.
     *
     * @param entries those that are shown
     * @param config the launcher file in force
     */
    static List<ProcessDescription> of(Collection<ProcessEntry> entries, DependencyGraph graph, LauncherConfig config) {
        return entries.stream()
                .map(entry -> describe(entry.config(), entry.placement(), graph, config))
                .toList();
    }

    private static ProcessDescription describe(
            ProcessConfig process, Placement placement, DependencyGraph graph, LauncherConfig config) {
        return new ProcessDescription(
                process.name(),
                placement.session(),
                placement.machine(),
                placement.container(),
                process.cmd().toString(),
                process.persistent(),
                List.copyOf(process.depends(process.fallbacks()).keySet()),
                List.copyOf(graph.dependants(process.name())),
                process.variants().values().stream()
                        .map(ProcessDescriptions::describe)
                        .toList(),
                process.everUses().stream().map(name -> describe(name, config)).toList(),
                process.showUi(),
                process.category(),
                config.processes().containsKey(process.name()));
    }

    private static ParameterDescription describe(String name, LauncherConfig config) {
        ParameterConfig declared = config.parameters().getOrDefault(name, ParameterConfig.ANY);
        return new ParameterDescription(
                name,
                declared.type().key(),
                config.params().get(name),
                declared.values(),
                declared.pattern(),
                declared.min(),
                declared.max(),
                declared.help());
    }

    private static VariantDescription describe(Variant variant) {
        return variant instanceof Variant.Group group
                ? new VariantDescription(
                        group.name(), List.copyOf(group.options().keySet()), group.fallback())
                : new VariantDescription(variant.name(), List.of(), null);
    }
}
