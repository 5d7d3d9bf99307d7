/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Target;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which processes and machines there are: those of the launcher file in force, and processes that have left it, or that
 * it has moved elsewhere, for as long as they run where they were. Written on the loop; what {@link #shown} gives may be
 * read by any thread.
 */
final class Roster {

    /**
     * What there is at one moment.
     *
     * @param config the launcher file in force
     * @param graph who depends on whom, with the processes that have left the file
     * @param descriptions what is said of the processes, in the order of the file, those that have left it at the end
     * @param entries the processes by name, in the same order
     * @param links the machines by name
     */
    record Shown(
            LauncherConfig config,
            DependencyGraph graph,
            List<ProcessDescription> descriptions,
            Map<String, ProcessEntry> entries,
            Map<String, MachineLink> links) {}

    /** Makes what a roster holds. */
    interface Maker {

        /** Return a link to a machine. */
        MachineLink link(String machine);

        /** Return an entry of which nothing is known. */
        ProcessEntry entry(ProcessConfig process, MachineLink link);
    }

    private final Maker maker;
    private final Predicate<String> engaged;
    private volatile Shown shown;

    /** Whether some processes are not yet as the file has them. */
    private boolean unsettled;

    /**
     * Create the roster of a launcher file.
     *
     * @param engaged tells whether a start or stop of a process is under way, which must find it as it was
     */
    Roster(LauncherConfig config, Maker maker, Predicate<String> engaged) {
        this.maker = maker;
        this.engaged = engaged;
        this.shown = new Shown(config, config.dependencies(), List.of(), Map.of(), Map.of());
        apply(config);
    }

    /** Return what there is now. */
    Shown shown() {
        return shown;
    }

    /** Return the link to this machine; one of its own, which is the caller's, when none of the processes is here. */
    MachineLink local() {
        MachineLink present = shown.links().get(Target.LOCAL);
        return present == null ? maker.link(Target.LOCAL) : present;
    }

    /** Put another launcher file into force. */
    void apply(LauncherConfig config) {
        settle(config);
    }

    /** Let go of what has ended meanwhile; return whether what is shown has changed. */
    boolean settle() {
        return unsettled && settle(shown.config());
    }

    /**
     * Show, for as long as they run, processes that are not in the file, or in another place by it. What is in the file goes first.
     *
     * @return those that were not shown before, with their panes
     */
    Map<ProcessEntry, PaneRecord> take(List<Strays.Stray> strays) {
        Map<String, ProcessEntry> entries = new LinkedHashMap<>(shown.entries());
        Map<ProcessEntry, PaneRecord> taken = new LinkedHashMap<>();
        for (Strays.Stray stray : strays) {
            ProcessEntry present = entries.get(stray.pane().key().name());
            if (present != null && !givesWay(present)) {
                continue;
            }
            if (present != null) {
                present.dismiss();
            }
            ProcessEntry entry = maker.entry(stray.config(), stray.link());
            entries.put(entry.name(), entry);
            taken.put(entry, stray.pane());
        }
        if (!taken.isEmpty()) {
            unsettled = true;
            shown = show(shown.config(), entries, shown.links());
        }
        return taken;
    }

    /** Tell whether it is certain that nothing of a process runs, or is about to, where it is shown. */
    private boolean givesWay(ProcessEntry entry) {
        return !engaged.test(entry.name())
                && entry.state() != ProcessState.UNKNOWN
                && entry.state() != ProcessState.STOPPING
                && entry.state() != ProcessState.BACKOFF
                && entry.alivePane().isEmpty()
                && entry.idle()
                && !entry.outlives();
    }

    private boolean settle(LauncherConfig config) {
        Shown before = shown;
        unsettled = false;
        Map<String, MachineLink> links = new LinkedHashMap<>();
        Map<String, ProcessEntry> entries = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(config.processes().keySet());
        names.addAll(before.entries().keySet());
        for (String name : names) {
            ProcessConfig wanted = config.processes().get(name);
            ProcessEntry entry = before.entries().get(name);
            if (entry != null && !stays(entry, wanted)) {
                entry.dismiss();
                entry = null;
            }
            if (entry != null) {
                links.put(entry.link().machine(), entry.link());
            } else if (wanted != null) {
                entry = maker.entry(wanted, link(wanted.machine(), before, links));
            }
            if (entry != null) {
                entries.put(name, entry);
            }
        }
        shown = show(config, entries, links);
        before.links().forEach((machine, link) -> {
            if (links.get(machine) != link) {
                link.dismiss();
            }
        });
        return !before.descriptions().equals(shown.descriptions());
    }

    /** Tell whether an entry stays, with its definition up to date if it may be. */
    private boolean stays(ProcessEntry entry, @Nullable ProcessConfig wanted) {
        ProcessConfig present = entry.config();
        if (present.equals(wanted)) {
            return true;
        }
        boolean inUse = engaged.test(entry.name());
        if (wanted != null && wanted.isInPlaceOf(present)) {
            if (inUse) {
                unsettled = true;
            } else {
                entry.redefine(wanted);
            }
            return true;
        }
        boolean runs = inUse || entry.waiting() || entry.alivePane().isPresent() || entry.outlives();
        unsettled |= runs;
        return runs;
    }

    private MachineLink link(String machine, Shown before, Map<String, MachineLink> links) {
        return links.computeIfAbsent(machine, name -> {
            MachineLink present = before.links().get(name);
            return present == null ? maker.link(name) : present;
        });
    }

    private static Shown show(
            LauncherConfig config, Map<String, ProcessEntry> entries, Map<String, MachineLink> links) {
        List<ProcessConfig> processes =
                entries.values().stream().map(ProcessEntry::config).toList();
        DependencyGraph graph = graph(config, processes);
        return new Shown(
                config,
                graph,
                ProcessDescriptions.of(processes, graph, config.processes().keySet()),
                Collections.unmodifiableMap(new LinkedHashMap<>(entries)),
                Collections.unmodifiableMap(new LinkedHashMap<>(links)));
    }

    /** Dependencies of a file that is in force no more may make a cycle with those of the present one; then these do. */
    private static DependencyGraph graph(LauncherConfig config, List<ProcessConfig> processes) {
        Map<String, List<String>> depends = new LinkedHashMap<>();
        List<String> left = new ArrayList<>();
        for (ProcessConfig process : processes) {
            ProcessConfig present = config.processes().get(process.name());
            if (present == null) {
                left.add(process.name());
            }
            depends.put(process.name(), present == null ? process.depends() : present.depends());
        }
        DependencyGraph graph = DependencyGraph.of(depends);
        if (left.isEmpty() || graph.cycles().isEmpty()) {
            return graph;
        }
        left.forEach(name -> depends.put(name, List.of()));
        return DependencyGraph.of(depends);
    }
}
