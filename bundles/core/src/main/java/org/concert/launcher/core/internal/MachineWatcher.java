/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.RestartDuty;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.jspecify.annotations.Nullable;

/** Hands what a machine tells to its processes. Called on the loop. */
final class MachineWatcher implements MachineLink.Watcher {

    private final Supplier<Collection<ProcessEntry>> entries;
    private final RestartDuty duty;
    private final List<Consumer<ProcessEntry>> carers;
    private final Runnable choose;
    private final Runnable done;
    private final Finder finder;

    /** Finds processes that are not shown yet. */
    interface Finder {

        /** Return those of which a machine has told, and have them shown from now on, with their panes. */
        Map<ProcessEntry, PaneRecord> find(MachineLink link, Collection<PaneRecord> panes);
    }

    /**
     * Create a watcher.
     *
     * @param entries gives all processes, in all places that they may be in
     * @param carers take a look at each process that something was told of, in the place that is shown of it
     * @param choose is called before, as what was told may have another place shown
     * @param done is called when all have
     * @param finder finds processes that are not in the launcher file
     */
    MachineWatcher(
            Supplier<Collection<ProcessEntry>> entries,
            RestartDuty duty,
            List<Consumer<ProcessEntry>> carers,
            Runnable choose,
            Runnable done,
            Finder finder) {
        this.entries = entries;
        this.duty = duty;
        this.carers = List.copyOf(carers);
        this.choose = choose;
        this.done = done;
        this.finder = finder;
    }

    @Override
    public void panes(MachineLink link, Collection<PaneRecord> panes) {
        duty.announce(link);
        Map<ProcessKey, PaneRecord> byKey = new HashMap<>();
        panes.forEach(pane -> byKey.put(pane.key(), pane));
        List<ProcessEntry> here = at(link);
        here.forEach(entry -> entry.told(present(link, byKey.get(entry.key()))));
        choose.run();
        here.stream().filter(ProcessEntry::isShown).forEach(this::care);
        finder.find(link, panes).forEach(this::tell);
        done.run();
    }

    /** Hand over what a machine tells of a process. */
    void tell(ProcessEntry entry, @Nullable PaneRecord pane) {
        entry.told(pane);
        care(entry);
    }

    private void care(ProcessEntry entry) {
        carers.forEach(carer -> carer.accept(entry));
    }

    private List<ProcessEntry> at(MachineLink link) {
        return entries.get().stream().filter(entry -> entry.link() == link).toList();
    }

    /** What is retired was to be removed by who started the process again, and was not, as the connection was lost. */
    private static @Nullable PaneRecord present(MachineLink link, @Nullable PaneRecord pane) {
        if (pane == null || !pane.retired()) {
            return pane;
        }
        link.discard(pane.paneId());
        return null;
    }

    @Override
    public void containers(MachineLink link, Map<String, String> troubles) {
        for (ProcessEntry entry : at(link)) {
            String container = entry.container();
            if (container != null) {
                entry.containment().trouble(troubles.getOrDefault(container, ""));
            }
        }
    }

    @Override
    public void lost(MachineLink link) {
        at(link).forEach(ProcessEntry::disconnected);
    }

    @Override
    public void unreachable(MachineLink link) {
        at(link).forEach(ProcessEntry::unreachable);
        choose.run();
    }
}
