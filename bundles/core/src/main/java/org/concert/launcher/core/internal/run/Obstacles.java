/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.core.internal.process.ProcessEntry;

/** What stands in the way of one process at the moment in which its window is made, since others act meanwhile. Lives on the loop. */
final class Obstacles {

    private static final Comparator<ProcessEntry> FIRST_STARTED = Comparator.<ProcessEntry, Long>comparing(entry ->
                    entry.pane().map(pane -> pane.start().startMillis()).orElse(Long.MAX_VALUE))
            .thenComparing(entry -> entry.link().machine());

    private final Processes processes;

    Obstacles(Processes processes) {
        this.processes = processes;
    }

    /** Return why it is not to be started, if so. */
    Optional<String> beforeStart(LaunchStep step) {
        return dependencies(step)
                .filter(LastLook::wasStopped)
                .findFirst()
                .map(dependency -> "not started: " + dependency.name() + " was stopped");
    }

    /** Return why it is to be stopped again, if so. Of two launchers that start it in two places at once, the later one gives way. */
    Optional<String> afterStart(ProcessEntry entry, LaunchStep step) {
        return beforeStart(step)
                .or(() -> processes
                        .runningBeside(entry)
                        .filter(other -> FIRST_STARTED.compare(other, entry) < 0)
                        .map(other -> "not started: runs already on "
                                + other.placement().words()));
    }

    /** Return what is to be looked at before {@link #afterStart}. */
    List<ProcessEntry> concerned(LaunchStep step) {
        return Stream.concat(dependencies(step), processes.places().of(step.name()).stream())
                .toList();
    }

    private Stream<ProcessEntry> dependencies(LaunchStep step) {
        return step.dependsOn().stream().flatMap(name -> processes.find(name).stream());
    }
}
