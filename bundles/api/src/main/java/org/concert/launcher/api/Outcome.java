/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import java.util.Optional;

/**
 * What became of a start or a stop, process by process, in the order in which they came to their end.
 *
 * @param processes one outcome for each process that had a part in it
 */
public record Outcome(List<ProcessOutcome> processes) {

    /** Copy the list, so that nobody can change it later. */
    public Outcome {
        processes = List.copyOf(processes);
    }

    /** Return whether every process is as it was asked for. */
    public boolean ok() {
        return processes.stream().allMatch(ProcessOutcome::ok);
    }

    /** Return whether a machine or container could not be reached. */
    public boolean unreachable() {
        return processes.stream().anyMatch(p -> p.result() == ProcessOutcome.Result.UNREACHABLE);
    }

    /** Return what became of one process, if it had a part in it. */
    public Optional<ProcessOutcome> of(String name) {
        return processes.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
