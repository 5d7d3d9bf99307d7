/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.Readiness;
import org.concert.launcher.core.internal.process.RestartWatch;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;

/** Hands what a machine tells to its processes. Called on the loop. */
final class MachineWatcher implements MachineLink.Watcher {

    private final Collection<ProcessEntry> entries;
    private final Readiness readiness;
    private final Adoption adoption;
    private final RestartWatch restarts;

    /**
     * Create a watcher.
     *
     * @param entries all processes; may be filled later
     */
    MachineWatcher(Collection<ProcessEntry> entries, Readiness readiness, Adoption adoption, RestartWatch restarts) {
        this.entries = entries;
        this.readiness = readiness;
        this.adoption = adoption;
        this.restarts = restarts;
    }

    @Override
    public void panes(MachineLink link, Collection<PaneRecord> panes) {
        restarts.announce(link);
        Map<ProcessKey, PaneRecord> byKey = new HashMap<>();
        panes.forEach(pane -> byKey.put(pane.key(), pane));
        for (ProcessEntry entry : entries) {
            if (entry.link() == link) {
                entry.told(byKey.get(entry.key()));
                if (entry.alivePane().isEmpty()) {
                    readiness.forget(entry);
                }
                adoption.consider(entry);
                restarts.consider(entry);
            }
        }
    }

    @Override
    public void lost(MachineLink link) {
        entries.stream().filter(entry -> entry.link() == link).forEach(readiness::forget);
    }

    @Override
    public void unreachable(MachineLink link) {
        entries.stream().filter(entry -> entry.link() == link).forEach(ProcessEntry::unreachable);
    }
}
