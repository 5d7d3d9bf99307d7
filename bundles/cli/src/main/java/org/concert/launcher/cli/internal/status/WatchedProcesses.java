/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;

/**
 * Processes as far as their changes have been shown: states change by event only, so that none is missed and none is
 * shown before an earlier one; the rest may change at any time. For one thread.
 */
public final class WatchedProcesses {

    private final List<String> names;
    private final Map<String, ProcessSnapshot> known = new LinkedHashMap<>();

    /**
     * Create one that knows nothing.
     *
     * @param names the processes, in the order to show them; all, in that of the file, if empty
     */
    WatchedProcesses(List<String> names) {
        this.names = List.copyOf(new LinkedHashSet<>(names));
    }

    /** Take what is known now, whatever was known. */
    void begin(List<ProcessSnapshot> processes) {
        known.clear();
        processes.forEach(process -> known.put(process.name(), process));
    }

    /** Take what is new since, but for states. A process that has come or gone with the launcher file does so here too. */
    void refresh(List<ProcessSnapshot> processes) {
        Map<String, ProcessSnapshot> before = new LinkedHashMap<>(known);
        known.clear();
        for (ProcessSnapshot process : processes) {
            ProcessSnapshot shown = before.getOrDefault(process.name(), process);
            known.put(process.name(), shown.state() == process.state() ? process : shown);
        }
    }

    /** Take a change of state; what was known before the beginning is none. */
    void changed(ProcessEvent event) {
        known.replace(event.process().name(), event.process());
    }

    /** Return the processes to show. */
    List<ProcessSnapshot> shown() {
        if (names.isEmpty()) {
            return List.copyOf(known.values());
        }
        List<ProcessSnapshot> shown = new ArrayList<>();
        for (String name : names) {
            ProcessSnapshot process = known.get(name);
            if (process != null) {
                shown.add(process);
            }
        }
        return shown;
    }
}
