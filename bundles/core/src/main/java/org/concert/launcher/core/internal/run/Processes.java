/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.core.internal.LauncherLoop;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.ProcessStart;
import org.concert.launcher.core.internal.process.ProcessStops;
import org.concert.launcher.core.internal.process.Readiness;

/**
 * The processes of a launcher file, and what can be done with one.
 *
 * @param entries the processes by name, in the order of the file
 * @param graph who depends on whom
 * @param start makes windows
 * @param stops stops them
 * @param readiness finds out when they are ready
 * @param loop the thread all this lives on
 */
public record Processes(
        Map<String, ProcessEntry> entries,
        DependencyGraph graph,
        ProcessStart start,
        ProcessStops stops,
        Readiness readiness,
        LauncherLoop loop) {

    /** Return a process that the launcher file is known to have. */
    public ProcessEntry entry(String name) {
        return Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new IllegalArgumentException("Cannot find process " + name));
    }

    /** Return those of the names that the launcher file has. */
    Collection<String> known(Collection<String> names) {
        return names.stream().filter(entries::containsKey).toList();
    }
}
