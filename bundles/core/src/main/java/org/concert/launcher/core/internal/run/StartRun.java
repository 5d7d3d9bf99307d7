/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.process.Intent;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.ProcessStart;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/**
 * One start: brings up what was asked for, each process as soon as what it depends on is ready. A process that runs is
 * left as it is, with all it depends on. Lives on the loop.
 */
public final class StartRun {

    private final Processes processes;
    private final Map<String, LaunchStep> steps;
    private final Map<String, CompletableFuture<ProcessOutcome>> ensured = new HashMap<>();
    private final List<ProcessOutcome> outcomes = new ArrayList<>();
    private final CompletableFuture<Outcome> result;

    /** The dependency whose failure is at the root of a process not being started. */
    private final Map<String, String> culprits = new HashMap<>();

    /** Why the container of a process cannot be used, by process. */
    private final Map<String, String> unusable = new HashMap<>();

    private final Map<String, CompletableFuture<Void>> looks = new HashMap<>();

    private boolean cancelled;

    /**
     * Create a start.
     *
     * @param processes what can be started
     * @param steps the plan, by process: all that may have to be started
     * @param result is completed on the loop
     */
    public StartRun(Processes processes, Map<String, LaunchStep> steps, CompletableFuture<Outcome> result) {
        this.processes = processes;
        this.steps = steps;
        this.result = result;
    }

    /** Begin; see {@link org.concert.launcher.api.Launcher#start}. */
    public void begin(List<String> names) {
        Set<String> engaged = new LinkedHashSet<>(names);
        engaged.addAll(steps.keySet());
        processes.engagements().engage(engaged);
        List<CompletableFuture<ProcessOutcome>> asked =
                names.stream().distinct().map(this::ensureWithContainers).toList();
        processes.loop().then(all(asked), (ended, failure) -> {
            processes.engagements().release(engaged);
            result.complete(new Outcome(outcomes));
        });
    }

    /**
     * That a container cannot be used is to be known before anything is started for what would run in it; what needs none
     * does not wait for that.
     */
    private CompletableFuture<ProcessOutcome> ensureWithContainers(String name) {
        Set<String> needed = new LinkedHashSet<>();
        collect(name, needed);
        List<CompletableFuture<Void>> awaited = needed.stream()
                .flatMap(each -> processes.find(each).stream())
                .filter(entry -> entry.config().container() != null)
                .map(entry -> looks.computeIfAbsent(entry.name(), first -> lookAtContainer(entry)))
                .toList();
        if (awaited.isEmpty()) {
            return ensure(name);
        }
        CompletableFuture<ProcessOutcome> outcome = new CompletableFuture<>();
        processes
                .loop()
                .then(
                        CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new)),
                        (looked, problem) ->
                                processes.loop().then(ensure(name), (ended, failure) -> outcome.complete(ended)));
        return outcome;
    }

    /** Collect what has to be started for a process: itself and what it depends on, save for what runs. */
    private void collect(String name, Set<String> needed) {
        LaunchStep step = steps.get(name);
        boolean runs = processes.find(name).flatMap(ProcessEntry::alivePane).isPresent();
        if (!runs && needed.add(name) && step != null) {
            step.dependsOn().forEach(dependency -> collect(dependency, needed));
        }
    }

    private CompletableFuture<Void> lookAtContainer(ProcessEntry entry) {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        processes.loop().then(entry.link().connect(), (connected, unreachable) -> {
            // That a machine is not reached is told with the process.
            if (unreachable != null) {
                looked.complete(null);
                return;
            }
            processes.loop().then(entry.link().place(entry.config().container()), (place, failure) -> {
                if (place == null) {
                    unusable.put(
                            entry.name(),
                            String.valueOf(ProcessStart.cause(failure).getMessage()));
                }
                looked.complete(null);
            });
        });
        return looked;
    }

    /** Return whether a process cannot be started because of a container, its own or one of what it depends on. */
    private boolean isBlocked(String name) {
        Set<String> needed = new LinkedHashSet<>();
        collect(name, needed);
        return needed.stream().anyMatch(unusable::containsKey);
    }

    /** Start no more. */
    public void cancel() {
        cancelled = true;
        ensured.forEach((name, outcome) -> processes.find(name).ifPresent(entry -> {
            if (!outcome.isDone() && entry.waiting()) {
                entry.intend(Intent.NONE);
            }
        }));
    }

    private CompletableFuture<ProcessOutcome> ensure(String name) {
        CompletableFuture<ProcessOutcome> present = ensured.get(name);
        if (present != null) {
            return present;
        }
        CompletableFuture<ProcessOutcome> outcome = new CompletableFuture<>();
        ensured.put(name, outcome);
        Optional<ProcessEntry> found = processes.find(name);
        if (found.isEmpty()) {
            conclude(
                    outcome,
                    new ProcessOutcome(
                            name, Result.FAILED, "not started: the launcher file has no such process", null));
            return outcome;
        }
        ProcessEntry entry = found.get();
        processes.loop().then(entry.link().connect(), (connected, failure) -> {
            if (failure != null) {
                end(outcome, entry, Result.UNREACHABLE, String.valueOf(failure.getMessage()));
            } else {
                decide(entry, outcome);
            }
        });
        return outcome;
    }

    private void decide(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        if (cancelled) {
            end(outcome, entry, Result.FAILED, "not started: interrupted");
        } else if (!steps.containsKey(entry.name())) {
            end(
                    outcome,
                    entry,
                    Result.FAILED,
                    "not started: it needs a variant or a parameter; start it by name first");
        } else if (entry.alivePane().filter(pane -> pane.stopMillis() > 0).isPresent()) {
            awaitStopped(entry, outcome);
        } else if (entry.alivePane().isPresent()) {
            keep(entry, entry.alivePane().get(), outcome);
        } else if (unusable.containsKey(entry.name())) {
            end(outcome, entry, Result.UNREACHABLE, unusable.get(entry.name()));
        } else {
            awaitDependencies(entry, outcome);
        }
    }

    /** Whoever was asked to stop it may be gone by now, so its stop is seen through. */
    private void awaitStopped(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        processes.loop().then(processes.stops().stop(entry, false), (stopped, failure) -> {
            if (stopped == null || !stopped.ok()) {
                String why = stopped == null ? String.valueOf(failure) : stopped.message();
                end(
                        outcome,
                        entry,
                        stopped == null ? Result.FAILED : stopped.result(),
                        "not started, since a stop was under way: " + why);
            } else {
                decide(entry, outcome);
            }
        });
    }

    private void keep(ProcessEntry entry, PaneRecord pane, CompletableFuture<ProcessOutcome> outcome) {
        LaunchStep step = step(entry);
        String conflict = conflict(step, pane);
        if (conflict != null) {
            end(outcome, entry, Result.FAILED, conflict);
            return;
        }
        // If it was not ready in its time, and lives: being asked for again it gets its time once more.
        CompletableFuture<Void> retried =
                pane.failure().isEmpty() ? CompletableFuture.completedFuture(null) : entry.retryReadiness();
        processes.loop().then(retried, (done, failure) -> {
            processes.readiness().seek(entry, step);
            settle(entry, Result.ALREADY_RUNNING, outcome);
        });
    }

    private static @Nullable String conflict(LaunchStep step, PaneRecord pane) {
        List<String> running = pane.start().variants();
        if (!step.variants().isEmpty() && !new TreeSet<>(step.variants()).equals(new TreeSet<>(running))) {
            return "runs already, with %s; stop it first to start it with %s"
                    .formatted(variants(running), variants(step.variants()));
        }
        Map<String, String> params = pane.start().params();
        if (!step.params().isEmpty() && !step.params().equals(params)) {
            return "runs already, with %s; stop it first to start it with %s"
                    .formatted(params(params), params(step.params()));
        }
        return null;
    }

    private static String variants(List<String> names) {
        return names.isEmpty() ? "no variants" : "variants " + String.join(", ", names);
    }

    private static String params(Map<String, String> params) {
        return params.isEmpty()
                ? "no parameters"
                : params.entrySet().stream()
                        .map(param -> param.getKey() + ":=" + param.getValue())
                        .sorted()
                        .collect(Collectors.joining(" "));
    }

    private void awaitDependencies(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        List<String> all = step(entry).dependsOn();
        List<String> blocked = all.stream().filter(this::isBlocked).toList();
        List<String> names = blocked.isEmpty() ? all : blocked;
        List<CompletableFuture<ProcessOutcome>> dependencies =
                names.stream().map(this::ensure).toList();
        if (dependencies.stream()
                .allMatch(dependency -> dependency.isDone() && dependency.join().ok())) {
            start(entry, outcome);
            return;
        }
        entry.intend(new Intent(Intent.Kind.WAITING, "waiting for " + String.join(", ", names)));
        for (CompletableFuture<ProcessOutcome> dependency : dependencies) {
            processes.loop().then(dependency, (ended, failure) -> {
                if (!outcome.isDone() && ended != null && !ended.ok()) {
                    endFor(ended, entry, outcome);
                }
            });
        }
        processes.loop().then(all(dependencies), (ended, failure) -> {
            if (!outcome.isDone()
                    && dependencies.stream().allMatch(each -> each.join().ok())) {
                afterDependencies(entry, outcome);
            }
        });
        awaitWithdrawal(entry, outcome);
    }

    /** A stop asked for meanwhile wins. */
    private void awaitWithdrawal(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        entry.await(changed -> {
            if (!outcome.isDone() && entry.idle()) {
                end(outcome, entry, Result.FAILED, cancelled ? "not started: interrupted" : "not started: was stopped");
            }
            return outcome.isDone() || !entry.waiting();
        });
    }

    private void afterDependencies(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        if (cancelled) {
            end(outcome, entry, Result.FAILED, "not started: interrupted");
        } else if (entry.alivePane().isPresent()) {
            decide(entry, outcome);
        } else {
            start(entry, outcome);
        }
    }

    private void endFor(ProcessOutcome dependency, ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        String culprit = culprits.getOrDefault(dependency.name(), dependency.name());
        culprits.put(entry.name(), culprit);
        String through = culprit.equals(dependency.name()) ? "" : " (through '" + dependency.name() + "')";
        end(
                outcome,
                entry,
                dependency.result() == Result.UNREACHABLE ? Result.UNREACHABLE : Result.FAILED,
                "not started: dependency '%s'%s failed".formatted(culprit, through));
    }

    private void start(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        LaunchStep step = step(entry);
        processes.loop().then(processes.start().start(entry, step), (started, failure) -> {
            if (failure != null) {
                Result result = failure instanceof TransportException ? Result.UNREACHABLE : Result.FAILED;
                end(outcome, entry, result, "Cannot start: " + failure.getMessage());
            } else if (started == ProcessStart.Result.TAKEN) {
                awaitShown(entry, outcome);
            } else {
                processes.readiness().seek(entry, step);
                settle(entry, Result.STARTED, outcome);
            }
        });
    }

    /** Another launcher was quicker: what it made is about to be shown by tmux. */
    private void awaitShown(ProcessEntry entry, CompletableFuture<ProcessOutcome> outcome) {
        processes.loop().then(entry.link().look(), (looked, failure) -> decide(entry, outcome));
    }

    private void settle(ProcessEntry entry, Result goodResult, CompletableFuture<ProcessOutcome> outcome) {
        processes.loop().then(new Settling(entry, processes.loop(), goodResult).settled(), (settled, failure) -> {
            if (settled != null) {
                conclude(outcome, settled);
            }
        });
    }

    private void conclude(CompletableFuture<ProcessOutcome> outcome, ProcessOutcome value) {
        if (!outcome.isDone()) {
            outcomes.add(value);
            outcome.complete(value);
        }
    }

    private void end(CompletableFuture<ProcessOutcome> outcome, ProcessEntry entry, Result result, String message) {
        conclude(outcome, new ProcessOutcome(entry.name(), result, message, null));
        if ((result == Result.FAILED || result == Result.UNREACHABLE)
                && entry.alivePane().isEmpty()
                && !entry.idle()) {
            entry.intend(new Intent(Intent.Kind.FAILED, message));
        }
    }

    private LaunchStep step(ProcessEntry entry) {
        LaunchStep step = steps.get(entry.name());
        if (step == null) {
            throw new IllegalStateException("Cannot start " + entry.name() + ": it is not part of the plan");
        }
        return step;
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<ProcessOutcome>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
