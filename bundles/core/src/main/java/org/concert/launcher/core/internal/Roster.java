/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Target;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.Dependencies;
import org.concert.launcher.core.internal.process.Intent;
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
     * @param graph who depends on whom if no variant is given, with the processes that have left the file
     * @param descriptions what is said of the processes, in the order of the file, those that have left it at the end
     * @param entries the processes by name, in the same order, each in the place that is shown of it
     * @param others the other places that processes may be in, by name
     * @param dependants by name, those of the entries that depend on it with one variant or another
     * @param links the machines by name
     */
    record Shown(
            LauncherConfig config,
            DependencyGraph graph,
            List<ProcessDescription> descriptions,
            Map<String, ProcessEntry> entries,
            Map<String, List<ProcessEntry>> others,
            Map<String, List<ProcessEntry>> dependants,
            Map<String, MachineLink> links) {

        /** Return what depends on a process, each as it runs or is to. Asked whenever one changes, so it looks at no others. */
        Stream<ProcessEntry> dependants(String name) {
            return dependants.getOrDefault(name, List.of()).stream()
                    .filter(entry -> Dependencies.of(entry).containsKey(name));
        }

        /** Return the places of a process, first the one that is shown; none if there is no such process. */
        List<ProcessEntry> places(String name) {
            return Stream.concat(Stream.ofNullable(entries.get(name)), others.getOrDefault(name, List.of()).stream())
                    .toList();
        }

        /** Return all processes in all their places. */
        List<ProcessEntry> all() {
            return entries.keySet().stream()
                    .flatMap(name -> places(name).stream())
                    .toList();
        }
    }

    /** Makes what a roster holds. */
    interface Maker {

        /** Return a link to a machine. */
        MachineLink link(String machine);

        /** Return an entry of which nothing is known, and which is not shown. */
        ProcessEntry entry(ProcessConfig process, Placement placement, MachineLink link);
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
        this.shown = new Shown(config, config.dependencies(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());
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
        Map<String, List<ProcessEntry>> others = new LinkedHashMap<>(shown.others());
        Map<ProcessEntry, PaneRecord> taken = new LinkedHashMap<>();
        for (Strays.Stray stray : strays) {
            String name = stray.pane().key().name();
            List<ProcessEntry> present =
                    taken.keySet().stream().anyMatch(entry -> entry.name().equals(name))
                            ? taken.keySet().stream()
                                    .filter(entry -> entry.name().equals(name))
                                    .toList()
                            : shown.places(name);
            if (!present.stream().allMatch(this::givesWay)) {
                continue;
            }
            present.forEach(ProcessEntry::dismiss);
            ProcessEntry entry = maker.entry(stray.config(), stray.placement(), stray.link());
            entry.appear(null);
            entries.put(name, entry);
            others.remove(name);
            taken.put(entry, stray.pane());
        }
        if (!taken.isEmpty()) {
            unsettled = true;
            shown = show(shown.config(), entries, others, shown.links());
        }
        return taken;
    }

    /** Have each process shown where it runs, or else where most is known of it; return whether what is shown has changed. */
    boolean choose() {
        Map<String, ProcessEntry> chosen = new LinkedHashMap<>();
        for (String name : shown.others().keySet()) {
            List<ProcessEntry> places = shown.places(name);
            ProcessEntry best = PlaceChoice.of(places);
            if (best != places.get(0)) {
                chosen.put(name, best);
            }
        }
        chosen.values().forEach(this::show);
        return !chosen.isEmpty();
    }

    /**
     * Have a process shown in the place where it is about to be started, unless it runs elsewhere: what is noted of it in other places
     * is over.
     *
     * @return whether what is shown has changed
     */
    boolean move(String name, Placement wanted) {
        List<ProcessEntry> places = shown.places(name);
        ProcessEntry next = places.stream()
                .filter(entry -> isThere(entry, wanted))
                .findFirst()
                .orElse(null);
        if (next == null || places.stream().anyMatch(entry -> entry != next && PlaceChoice.isBusy(entry))) {
            return choose();
        }
        places.stream().filter(entry -> entry != next).forEach(Roster::supersede);
        if (next == places.get(0)) {
            return false;
        }
        show(next);
        return true;
    }

    /** What is noted of a process where it is not started is over. */
    private static void supersede(ProcessEntry entry) {
        entry.wished().withdraw();
        if (!entry.idle()) {
            entry.intend(Intent.NONE);
        }
        entry.pane().filter(PaneRecord::dead).ifPresent(dead -> entry.link().discard(dead.paneId()));
    }

    private void show(ProcessEntry entry) {
        String name = entry.name();
        List<ProcessEntry> places = shown.places(name);
        Map<String, ProcessEntry> entries = new LinkedHashMap<>(shown.entries());
        Map<String, List<ProcessEntry>> others = new LinkedHashMap<>(shown.others());
        entries.put(name, entry);
        others.put(name, places.stream().filter(place -> place != entry).toList());
        shown = show(shown.config(), entries, others, shown.links());
        entry.appear(places.get(0));
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
        Map<String, List<ProcessEntry>> others = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(config.processes().keySet());
        names.addAll(before.entries().keySet());
        for (String name : names) {
            List<ProcessEntry> places = settled(name, config.processes().get(name), before, links);
            if (!places.isEmpty()) {
                entries.put(name, places.get(0));
            }
            if (places.size() > 1) {
                others.put(name, List.copyOf(places.subList(1, places.size())));
            }
        }
        shown = show(config, entries, others, links);
        entries.values().stream()
                .filter(entry -> before.entries().get(entry.name()) != entry)
                .forEach(entry -> entry.appear(null));
        before.links().forEach((machine, link) -> {
            if (links.get(machine) != link) {
                link.dismiss();
            }
        });
        return !before.descriptions().equals(shown.descriptions());
    }

    /** Return the places of a process as they are from now on, first the one that is shown; none if there is nothing left of it. */
    private List<ProcessEntry> settled(
            String name, @Nullable ProcessConfig wanted, Shown before, Map<String, MachineLink> links) {
        List<ProcessEntry> places = new ArrayList<>();
        boolean elsewhere = false;
        for (ProcessEntry entry : before.places(name)) {
            if (stays(entry, wanted)) {
                elsewhere |= wanted == null || !wanted.placements().contains(entry.placement());
                links.put(entry.link().machine(), entry.link());
                places.add(entry);
            } else {
                entry.dismiss();
            }
        }
        if (wanted != null && !elsewhere) {
            for (Placement placement : wanted.placements()) {
                if (places.stream().noneMatch(entry -> isThere(entry, placement))) {
                    places.add(maker.entry(wanted, placement, link(placement.machine(), before, links)));
                }
            }
        }
        return places;
    }

    /** One entry stands for all containers that are entered from one window. */
    private static boolean isThere(ProcessEntry entry, Placement placement) {
        return entry.link().machine().equals(placement.machine())
                && entry.key().session().equals(placement.session());
    }

    /** Tell whether an entry stays, with its definition up to date if it may be. */
    private boolean stays(ProcessEntry entry, @Nullable ProcessConfig wanted) {
        ProcessConfig present = entry.config();
        if (present.equals(wanted)) {
            return true;
        }
        boolean inUse = engaged.test(entry.name());
        if (wanted != null && wanted.placements().contains(entry.placement())) {
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
            LauncherConfig config,
            Map<String, ProcessEntry> entries,
            Map<String, List<ProcessEntry>> others,
            Map<String, MachineLink> links) {
        List<ProcessConfig> processes =
                entries.values().stream().map(ProcessEntry::config).toList();
        DependencyGraph graph = graph(config, processes);
        return new Shown(
                config,
                graph,
                ProcessDescriptions.of(entries.values(), graph, config),
                Collections.unmodifiableMap(new LinkedHashMap<>(entries)),
                Collections.unmodifiableMap(new LinkedHashMap<>(others)),
                dependants(entries.values()),
                Collections.unmodifiableMap(new LinkedHashMap<>(links)));
    }

    private static Map<String, List<ProcessEntry>> dependants(Collection<ProcessEntry> entries) {
        Map<String, List<ProcessEntry>> dependants = new HashMap<>();
        entries.forEach(entry -> entry.config()
                .everDependsOn()
                .forEach(name -> dependants
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(entry)));
        return Map.copyOf(dependants);
    }

    /** Dependencies of a file that is in force no more may make a cycle with those of the present one; then these do. */
    private static DependencyGraph graph(LauncherConfig config, List<ProcessConfig> processes) {
        Map<String, Collection<String>> depends = new LinkedHashMap<>();
        List<String> left = new ArrayList<>();
        for (ProcessConfig process : processes) {
            ProcessConfig present = config.processes().get(process.name());
            if (present == null) {
                left.add(process.name());
            }
            ProcessConfig said = present == null ? process : present;
            depends.put(process.name(), said.depends(said.fallbacks()).keySet());
        }
        DependencyGraph graph = DependencyGraph.of(depends);
        if (left.isEmpty() || graph.cycles().isEmpty()) {
            return graph;
        }
        left.forEach(name -> depends.put(name, List.of()));
        return DependencyGraph.of(depends);
    }
}
