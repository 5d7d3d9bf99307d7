/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;

/**
 * All that a launcher knows at one moment.
 *
 * @param entries the processes, in the order of the launcher file
 * @param machines the machines
 * @param target the target in force, in words; empty if the file has no targets
 * @param now the moment
 */
public record Fleet(List<Entry> entries, List<MachineSnapshot> machines, String target, Instant now) {

    /** Of which nothing is known yet. */
    public static final Fleet EMPTY = new Fleet(List.of(), List.of(), "", Instant.EPOCH);

    /** Keep copies of the lists. */
    public Fleet {
        entries = List.copyOf(entries);
        machines = List.copyOf(machines);
    }

    /**
     * A process.
     *
     * @param file what the launcher file says of it
     * @param now how it is
     */
    public record Entry(ProcessDescription file, ProcessSnapshot now) {

        /** Return its name. */
        public String name() {
            return now.name();
        }

        /** Return its state. */
        public ProcessState state() {
            return now.state();
        }

        /** Return whether it is in trouble: failed, unhealthy, kept from starting, or not to be reached. */
        public boolean isInTrouble() {
            return switch (now.state()) {
                case FAILED, BLOCKED, UNHEALTHY, UNKNOWN, BACKOFF -> true;
                default -> false;
            };
        }

        /** Return whether a stop would end something. */
        public boolean isAlive() {
            return now.pid() != null || now.state().isLive();
        }
    }

    /** Return what a launcher knows; reads fields only. */
    public static Fleet of(Launcher launcher, Instant now) {
        Map<String, ProcessDescription> descriptions = new LinkedHashMap<>();
        launcher.descriptions().forEach(process -> descriptions.put(process.name(), process));
        List<Entry> entries = new ArrayList<>();
        for (ProcessSnapshot process : launcher.processes()) {
            ProcessDescription description = descriptions.get(process.name());
            if (description != null) {
                entries.add(new Entry(description, process));
            }
        }
        String target = launcher.targets().isEmpty() ? "" : launcher.target();
        String words = launcher.targets().isEmpty() || !target.isEmpty() ? target : "none";
        return new Fleet(entries, launcher.machines(), words, now);
    }

    /** Return a process. */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Return how many processes are in each state that there is. */
    public Map<ProcessState, Integer> counts() {
        Map<ProcessState, Integer> counts = new EnumMap<>(ProcessState.class);
        entries.forEach(entry -> counts.merge(entry.state(), 1, Integer::sum));
        return counts;
    }

    /** Return the machines that cannot be reached. */
    public List<MachineSnapshot> lost() {
        return machines.stream()
                .filter(machine -> machine.state() == MachineSnapshot.State.UNREACHABLE)
                .toList();
    }

    /** Return the processes that run and depend on one of these, directly or not. */
    public List<String> runningDependants(List<String> names) {
        return entries.stream()
                .filter(entry -> names.contains(entry.name()))
                .flatMap(entry -> entry.file().dependants().stream())
                .distinct()
                .filter(name -> !names.contains(name))
                .filter(name -> entry(name).filter(Entry::isAlive).isPresent())
                .toList();
    }
}
