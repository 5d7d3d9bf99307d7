/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.process.ProcessBoard;

/** Who depends on whom as the processes run, or are about to: variants may add to what they depend on. For any thread. */
final class ActualGraph {

    private static final Set<ProcessState> WITHOUT_PROGRAM =
            EnumSet.of(ProcessState.WAITING, ProcessState.BLOCKED, ProcessState.STARTING, ProcessState.BACKOFF);

    private ActualGraph() {}

    /**
     * Return who depends on whom.
     *
     * @param board tells how each process runs
     * @param steps how those are to be started that do not run; of others what holds if no variant is given
     */
    static DependencyGraph of(Roster.Shown shown, ProcessBoard board, Map<String, LaunchStep> steps) {
        Map<String, ProcessConfig> inFile = shown.config().processes();
        if (inFile.values().stream().noneMatch(ProcessConfig::dependsByVariant)) {
            return shown.graph();
        }
        Map<String, Collection<String>> depends = new LinkedHashMap<>();
        for (String name : shown.entries().keySet()) {
            ProcessConfig process = inFile.get(name);
            ProcessSnapshot running =
                    board.read(name).filter(ActualGraph::isUnderWay).orElse(null);
            LaunchStep step = steps.get(name);
            if (process != null && running != null) {
                depends.put(name, process.depends(running.launch().variants()).keySet());
            } else {
                depends.put(name, step == null ? shown.graph().direct(name) : step.dependsOn());
            }
        }
        return DependencyGraph.of(depends);
    }

    private static boolean isUnderWay(ProcessSnapshot process) {
        return process.pid() != null || WITHOUT_PROGRAM.contains(process.state());
    }
}
