/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;

/**
 * The processes there are, and what can be done with one.
 *
 * @param present gives the processes by name, in the order of the file; another file may give others
 * @param dependencies gives who depends on whom
 * @param elsewhere tells where, in words, a process of this name was seen to run that is not shown; the file had it there before
 * @param engagements which of them a start or a stop is under way for; these stay the same
 * @param loop the thread all this lives on
 */
public record Processes(
        Supplier<Map<String, ProcessEntry>> present,
        Supplier<DependencyGraph> dependencies,
        Function<String, Optional<String>> elsewhere,
        Engagements engagements,
        Loop loop) {

    DependencyGraph graph() {
        return dependencies.get();
    }

    /** Return a process that is known to be there, as one is that is engaged. */
    ProcessEntry entry(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("Cannot find process " + name));
    }

    /** Return a process, if it is there. */
    Optional<ProcessEntry> find(String name) {
        return Optional.ofNullable(present.get().get(name));
    }

    /** Return with what a process runs, if it does. */
    Optional<Conflict.Running> running(String name) {
        return find(name)
                .flatMap(ProcessEntry::alivePane)
                .map(pane -> new Conflict.Running(
                        pane.start().variants(), pane.start().params()));
    }

    /** Have the machines of some processes looked at again, if they are connected. */
    CompletableFuture<Void> look(Collection<ProcessEntry> entries) {
        return Loop.all(entries.stream()
                .map(ProcessEntry::link)
                .filter(link -> link.server().isPresent())
                .distinct()
                .map(MachineLink::look)
                .toList());
    }

    /** Return what became of all, by what was told of each last. */
    static Outcome joined(Outcome first, Outcome second) {
        return new Outcome(Stream.concat(
                        first.processes().stream()
                                .filter(outcome -> second.of(outcome.name()).isEmpty()),
                        second.processes().stream())
                .toList());
    }

    /** Return those of the names that are there. */
    Collection<String> known(Collection<String> names) {
        return names.stream().filter(present.get()::containsKey).toList();
    }
}
