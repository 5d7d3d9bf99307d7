/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.MachineSnapshot;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.DependencyGraph;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.jspecify.annotations.Nullable;

/**
 * The processes there are, and what can be done with one.
 *
 * @param present gives the processes by name, in the order of the file; another file may give others
 * @param places finds a process where it may be
 * @param dependencies gives who depends on whom as they run; those that do not, as these steps have them
 * @param elsewhere tells where, in words, a process of this name was seen to run that is not shown; the file had it there before
 * @param engagements which of them a start or a stop is under way for; these stay the same
 * @param loop the thread all this lives on
 */
public record Processes(
        Supplier<Map<String, ProcessEntry>> present,
        Places places,
        Function<Map<String, LaunchStep>, DependencyGraph> dependencies,
        Function<String, Optional<String>> elsewhere,
        Engagements engagements,
        Loop loop) {

    /** How long it is waited for what may be known of a process in places where it is not to be started. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Finds the processes that may be in several places, with one variant or parameter or another. */
    public interface Places {

        /** Return a process in all places that it may be in, first the one that is shown. */
        List<ProcessEntry> of(String name);

        /** Have each process shown where it runs, or else where most is known of it. */
        void choose();

        /** Have a process shown where a step has it, unless it runs elsewhere: what is noted of it in other places is over. */
        void move(LaunchStep step);
    }

    DependencyGraph graph() {
        return dependencies.apply(Map.of());
    }

    /** Return whether a process may be in several places. */
    boolean isMovable(String name) {
        return places.of(name).size() > 1;
    }

    /** Have a process shown where it runs, as far as its machines can be asked; at once if it can be in one place only. */
    CompletableFuture<Void> locate(String name) {
        List<ProcessEntry> all = places.of(name);
        if (all.size() < 2) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        for (ProcessEntry entry : all) {
            loop.listen(entry.link().connect(), (connected, failure) -> {});
            told.add(entry.within(PATIENCE, Processes::isTold));
        }
        return loop.then(loop.then(Loop.all(told), known -> look(all)), looked -> {
            places.choose();
            return CompletableFuture.completedFuture(null);
        });
    }

    private static boolean isTold(ProcessEntry entry) {
        return entry.state() != ProcessState.UNKNOWN
                || entry.link().snapshot().state() == MachineSnapshot.State.UNREACHABLE;
    }

    /**
     * Do something with a process once it is known where it runs, as far as its machines can be asked; at once if it can be in one place
     * only.
     *
     * @param step has it shown in the place where it is to be started, unless it runs elsewhere; null for no start
     */
    <T> CompletableFuture<T> placed(String name, @Nullable LaunchStep step, Supplier<CompletableFuture<T>> work) {
        return !isMovable(name)
                ? work.get()
                : loop.then(locate(name), located -> {
                    if (step != null) {
                        places.move(step);
                    }
                    return work.get();
                });
    }

    /** Return a process in the place where a step has it; where it is shown, if that is none of its places. */
    Optional<ProcessEntry> at(LaunchStep step) {
        return places.of(step.name()).stream()
                .filter(entry -> isAt(entry, step))
                .findFirst()
                .or(() -> find(step.name()));
    }

    /** Return whether a step has a process in this place. */
    static boolean isAt(ProcessEntry entry, LaunchStep step) {
        return entry.link().machine().equals(step.machine())
                && entry.key().session().equals(step.session());
    }

    /** Return all processes, in all their places. */
    List<ProcessEntry> everywhere() {
        return present.get().keySet().stream()
                .flatMap(name -> places.of(name).stream())
                .toList();
    }

    /** Return another place in which a process runs as well. */
    Optional<ProcessEntry> runningBeside(ProcessEntry entry) {
        return places.of(entry.name()).stream()
                .filter(other -> other != entry && other.alivePane().isPresent())
                .findFirst();
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
