/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.config.DependencyCondition;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.Intent;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.ProcessStart;
import org.concert.launcher.core.internal.window.PaneRecord;

/**
 * One start: brings up what was asked for, each process as soon as what it depends on is ready. A process that runs is
 * left as it is, with all it depends on. Lives on the loop.
 */
public final class StartRun implements Runs.Work {

    private final Processes processes;
    private final Loop loop;
    private final Map<String, LaunchStep> steps;
    private final Map<String, CompletableFuture<ProcessOutcome>> ensured = new HashMap<>();
    private final List<ProcessOutcome> outcomes = new ArrayList<>();

    private final Culprits culprits = new Culprits();

    private final UsableContainers containers;

    /** How often the stop of each process had been asked for when this run began. */
    private final Map<String, Integer> stopRequests = new HashMap<>();

    private final Repetition repetition;
    private final Obstacles obstacles;

    /** Tells what is noted for this run from what is for others. */
    private final String id;

    private final Set<String> named;
    private final Kind kind;
    private final Conflict conflict;
    private Consumer<ProcessOutcome> over = outcome -> {};

    /** Why nothing more is begun; empty if it is. */
    private String cancelled = "";

    /**
     * Create a start.
     *
     * @param processes what can be started
     * @param steps the plan, by process: all that may have to be started
     * @param names the processes asked for
     */
    public StartRun(Processes processes, Map<String, LaunchStep> steps, Collection<String> names) {
        this(processes, steps, names, UUID.randomUUID().toString());
    }

    /** Create a start of what was noted under this id. */
    StartRun(Processes processes, Map<String, LaunchStep> steps, Collection<String> names, String id) {
        this(processes, steps, names, id, Kind.NAMED);
    }

    /** Create a start of one process, which was noted under this id and for which all is there that it depends on. */
    static StartRun alone(Processes processes, LaunchStep step, String id) {
        return new StartRun(processes, Map.of(step.name(), step), List.of(step.name()), id, Kind.ALONE);
    }

    /** What is started. */
    private enum Kind {
        /** What was named, with what it depends on. */
        NAMED,
        /** Processes of a target. */
        OF_TARGET,
        /** One process, for which all is there that it depends on. */
        ALONE
    }

    /** Create a start of some processes of a target, by the plan of all of it. */
    static StartRun ofTarget(Processes processes, Map<String, LaunchStep> steps, Collection<String> names) {
        return new StartRun(processes, steps, names, UUID.randomUUID().toString(), Kind.OF_TARGET);
    }

    private StartRun(
            Processes processes, Map<String, LaunchStep> steps, Collection<String> names, String id, Kind kind) {
        this.processes = processes;
        this.id = id;
        this.kind = kind;
        this.loop = processes.loop();
        this.steps = steps;
        this.named = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        this.obstacles = new Obstacles(processes);
        this.repetition = new Repetition(processes, steps.keySet());
        this.containers = new UsableContainers(
                processes, steps, name -> new Conflict(steps, Set.of(name), processes::running).started());
        this.conflict = kind == Kind.OF_TARGET
                ? Conflict.ofTarget(steps, named, processes::running)
                : new Conflict(steps, named, processes::running);
    }

    @Override
    public CompletableFuture<Outcome> begin(Consumer<ProcessOutcome> told) {
        over = told;
        Set<String> engaged = new LinkedHashSet<>(named);
        engaged.addAll(steps.keySet());
        repetition.exempt(named);
        processes.engagements().engage(engaged);
        for (String name : engaged) {
            processes
                    .find(name)
                    .ifPresent(entry -> stopRequests.put(name, entry.wished().stopRequests()));
        }
        List<CompletableFuture<ProcessOutcome>> asked = named.stream()
                .map(name -> loop.then(containers.looked(name), looked -> ensure(name)))
                .toList();
        // Before it is told: who hears of it may look for what was there for as long as this was under way.
        return loop.then(Loop.all(asked), ended -> new LastLook(processes).at(List.copyOf(outcomes)))
                .whenCompleteAsync(
                        (ended, failure) -> {
                            // What was needed for something that has failed is not begun any more.
                            cancel();
                            processes.engagements().release(engaged);
                        },
                        loop);
    }

    @Override
    public void cancel() {
        cancel("interrupted");
    }

    /** Begin nothing more, and say why of what was not begun. */
    void cancel(String why) {
        cancelled = why;
        ensured.forEach((name, outcome) -> processes.find(name).ifPresent(entry -> {
            if (!outcome.isDone() && entry.waiting()) {
                entry.wished().withdraw(id);
                entry.intend(Intent.NONE);
            }
        }));
    }

    private CompletableFuture<ProcessOutcome> ensure(String name) {
        CompletableFuture<ProcessOutcome> present = ensured.get(name);
        if (present != null) {
            return present;
        }
        CompletableFuture<ProcessOutcome> outcome =
                loop.map(processes.placed(name, steps.get(name), () -> bringUp(name)), told -> {
                    outcomes.add(told);
                    over.accept(told);
                    return told;
                });
        ensured.put(name, outcome);
        return outcome;
    }

    private CompletableFuture<ProcessOutcome> bringUp(String name) {
        ProcessEntry entry = processes.find(name).orElse(null);
        if (entry == null) {
            return CompletableFuture.completedFuture(new ProcessOutcome(
                    name, Result.FAILED, "not started: the launcher file has no such process", null));
        }
        CompletableFuture<ProcessOutcome> decided = loop.either(
                entry.link().connect(),
                (connected, failure) -> failure == null
                        ? decide(entry)
                        : ended(entry, Result.UNREACHABLE, String.valueOf(failure.getMessage())));
        return loop.either(
                decided,
                (told, failure) -> told == null
                        ? failed(entry, "Cannot start: " + Loop.reason(failure))
                        : CompletableFuture.completedFuture(told));
    }

    private CompletableFuture<ProcessOutcome> decide(ProcessEntry entry) {
        if (!cancelled.isEmpty()) {
            return failed(entry, "not started: " + cancelled);
        } else if (stopRequests.getOrDefault(entry.name(), entry.wished().stopRequests())
                != entry.wished().stopRequests()) {
            return failed(entry, "not started: was stopped");
        } else if (!steps.containsKey(entry.name())) {
            return failed(entry, "not started: it needs a variant or a parameter; start it by name first");
        } else if (entry.alivePane()
                .filter(pane -> pane.marks().stopMillis() > 0)
                .isPresent()) {
            return awaitStopped(entry);
        } else if (entry.alivePane().isPresent()) {
            return keep(entry, entry.alivePane().get());
        }
        return loop.then(
                new Elsewhere(processes).whyNot(entry, step(entry)),
                why -> why.map(words -> failed(entry, words)).orElseGet(() -> startHere(entry)));
    }

    private CompletableFuture<ProcessOutcome> startHere(ProcessEntry entry) {
        return containers
                .trouble(entry.name())
                .map(why -> ended(entry, Result.UNREACHABLE, why))
                .orElseGet(() -> kind == Kind.ALONE ? start(entry) : awaitDependencies(entry));
    }

    /** Whoever was asked to stop it may be gone by now, so its stop is seen through. */
    private CompletableFuture<ProcessOutcome> awaitStopped(ProcessEntry entry) {
        return loop.then(
                entry.seeStopThrough(),
                stopped -> stopped.ok()
                        ? decide(entry)
                        : ended(
                                entry,
                                stopped.result(),
                                "not started, since a stop was under way: " + stopped.message()));
    }

    private CompletableFuture<ProcessOutcome> keep(ProcessEntry entry, PaneRecord pane) {
        Optional<String> why = conflict(entry);
        if (why.isPresent()) {
            return failed(entry, why.get());
        }
        // If it was not ready in its time, and lives: being asked for again it gets its time once more.
        CompletableFuture<Void> retried =
                pane.marks().failure().isEmpty() ? CompletableFuture.completedFuture(null) : entry.retryReadiness();
        return loop.then(retried, done -> {
            entry.seekReadiness(step(entry));
            return new Settling(entry, loop, Result.ALREADY_RUNNING).settled();
        });
    }

    /** Return, in words, why what runs is not what is asked for, if so. What depends on it takes it as it is. */
    private Optional<String> conflict(ProcessEntry entry) {
        if (!named.contains(entry.name())) {
            return conflict.unreached();
        } else if (entry.remark().foreign() && entry.remark().different()) {
            return Optional.of("runs already, but %s; stop it first to start this one"
                    .formatted(entry.remark().text()));
        }
        return conflict.of(entry.name()).or(conflict::unreached);
    }

    private CompletableFuture<ProcessOutcome> awaitDependencies(ProcessEntry entry) {
        List<String> all = step(entry).dependsOn();
        Map<String, DependencyCondition> conditions =
                entry.config().depends(step(entry).variants());
        List<String> blocked = all.stream().filter(containers::areNotUsableFor).toList();
        List<String> names = blocked.isEmpty() ? all : blocked;
        List<CompletableFuture<ProcessOutcome>> dependencies = names.stream()
                .map(name -> conditions.get(name) == DependencyCondition.STARTED ? begun(name) : ensure(name))
                .toList();
        if (dependencies.stream()
                .allMatch(dependency -> dependency.isDone() && dependency.join().ok())) {
            return start(entry);
        }
        entry.intend(new Intent(Intent.Kind.WAITING, "waiting for " + String.join(", ", names)));
        entry.wished().await(step(entry), id);
        CompletableFuture<Void> allEnded = Loop.all(dependencies);
        // Over when all have ended, when one has failed, or when it is waited for no more: a stop asked for meanwhile
        // wins.
        CompletableFuture<ProcessEntry> idle = entry.until(ProcessEntry::idle);
        Stream<CompletableFuture<?>> ends = dependencies.stream()
                .map(dependency -> dependency.thenCompose(
                        ended -> ended.ok() ? allEnded : CompletableFuture.completedFuture(null)));
        CompletableFuture<Object> over =
                CompletableFuture.anyOf(Stream.concat(Stream.of(idle), ends).toArray(CompletableFuture[]::new));
        return loop.then(over, end -> {
            idle.cancel(false);
            return afterDependencies(entry, dependencies);
        });
    }

    /** Bring a process up, and return how it went as soon as its command has begun. */
    private CompletableFuture<ProcessOutcome> begun(String name) {
        CompletableFuture<ProcessOutcome> ensured = ensure(name);
        ProcessEntry entry = processes.find(name).orElse(null);
        if (entry == null || ensured.isDone()) {
            return ensured;
        }
        CompletableFuture<ProcessEntry> begun =
                entry.until(now -> now.pane().filter(PaneRecord::worksOn).isPresent());
        return loop.then(CompletableFuture.anyOf(ensured, begun), first -> {
            begun.cancel(false);
            return ensured.isDone()
                    ? ensured
                    : CompletableFuture.completedFuture(
                            new ProcessOutcome(name, Result.STARTED, "its command has begun", null));
        });
    }

    private CompletableFuture<ProcessOutcome> afterDependencies(
            ProcessEntry entry, List<CompletableFuture<ProcessOutcome>> dependencies) {
        Optional<ProcessOutcome> failed = dependencies.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .filter(dependency -> !dependency.ok())
                .findFirst();
        if (failed.isPresent()) {
            return endedFor(failed.get(), entry);
        } else if (!cancelled.isEmpty()) {
            return failed(entry, "not started: " + cancelled);
        } else if (entry.alivePane().isPresent()) {
            return decide(entry);
        } else if (entry.idle()) {
            return failed(entry, "not started: was stopped");
        }
        return start(entry);
    }

    private CompletableFuture<ProcessOutcome> endedFor(ProcessOutcome dependency, ProcessEntry entry) {
        String obstacle = culprits.blame(entry.name(), dependency.name());
        if (entry.waiting()) {
            entry.wished().block(id, obstacle);
        }
        Result result = dependency.result() == Result.UNREACHABLE ? Result.UNREACHABLE : Result.FAILED;
        return CompletableFuture.completedFuture(
                new ProcessOutcome(entry.name(), result, "not started: " + obstacle, null));
    }

    private CompletableFuture<ProcessOutcome> start(ProcessEntry entry) {
        Optional<String> stopped = obstacles.beforeStart(step(entry));
        if (stopped.isPresent()) {
            return failed(entry, stopped.get());
        }
        return loop.then(
                repetition.left(entry),
                left -> left.map(outcome -> ended(entry, outcome.result(), outcome.message()))
                        .orElseGet(() -> make(entry)));
    }

    private CompletableFuture<ProcessOutcome> make(ProcessEntry entry) {
        LaunchStep step = step(entry);
        return loop.either(entry.start(step), (started, failure) -> {
            if (started == null) {
                Result result = failure instanceof TransportException ? Result.UNREACHABLE : Result.FAILED;
                return ended(entry, result, "Cannot start: " + Loop.reason(failure));
            } else if (started == ProcessStart.Result.TAKEN) {
                // Another launcher was quicker: what it made is about to be shown by tmux. The link may have been lost
                // since, and
                // a look alone would not tell how that goes on.
                return loop.then(entry.link().look(), looked -> bringUp(entry.name()));
            }
            entry.seekReadiness(step);
            return loop.then(processes.look(obstacles.concerned(step(entry))), looked -> started(entry));
        });
    }

    /**
     * Another launcher may have stopped a dependency before the window was there, and so have seen nothing to stop. It looks
     * again at its end, after it has stopped the dependency, so one of both sees the other.
     */
    private CompletableFuture<ProcessOutcome> started(ProcessEntry entry) {
        return obstacles
                .afterStart(entry, step(entry))
                .map(why -> loop.then(entry.stop(false), ended -> failed(entry, why)))
                .orElseGet(() -> new Settling(entry, loop, Result.STARTED).settled());
    }

    private CompletableFuture<ProcessOutcome> failed(ProcessEntry entry, String message) {
        return ended(entry, Result.FAILED, message);
    }

    /** End with what kept it from being started; what ends later, once it was, is told by its pane. */
    private CompletableFuture<ProcessOutcome> ended(ProcessEntry entry, Result result, String message) {
        if (kind == Kind.ALONE && result == Result.UNREACHABLE) {
            entry.wished().block(id, message);
        }
        entry.wished().withdraw(id);
        if ((result == Result.FAILED || result == Result.UNREACHABLE)
                && entry.alivePane().isEmpty()
                && !entry.idle()) {
            entry.intend(new Intent(Intent.Kind.FAILED, message));
        }
        return CompletableFuture.completedFuture(new ProcessOutcome(entry.name(), result, message, null));
    }

    private LaunchStep step(ProcessEntry entry) {
        LaunchStep step = steps.get(entry.name());
        if (step == null) {
            throw new IllegalStateException("Cannot start " + entry.name() + ": it is not part of the plan");
        }
        return step;
    }
}
