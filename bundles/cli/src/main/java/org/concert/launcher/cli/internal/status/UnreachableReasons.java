/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.status;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;

/** Tells why nothing is known of some processes. */
public final class UnreachableReasons {

    private UnreachableReasons() {}

    /** Return a line for each reason, each once; none if all is known. */
    public static List<String> of(List<ProcessSnapshot> processes, List<MachineSnapshot> machines) {
        Set<String> reasons = new LinkedHashSet<>();
        Set<String> explained = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (ProcessSnapshot process : processes) {
            used.add(process.machine());
        }
        for (MachineSnapshot machine : machines) {
            if (machine.state() == MachineSnapshot.State.UNREACHABLE && used.contains(machine.name())) {
                reasons.addAll(machine.lastError().lines().toList());
                explained.add(machine.name());
            }
        }
        for (ProcessSnapshot process : processes) {
            if (process.state() == ProcessState.UNKNOWN && !explained.contains(process.machine())) {
                reasons.add(process.name() + ": " + process.message());
            }
        }
        return List.copyOf(reasons);
    }
}
