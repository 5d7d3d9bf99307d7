/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.StartMark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One restart: stops processes, their running dependants first, and starts them all again, each with the variants and
 * parameters it ran with, or with others. Lives on the loop.
 */
public final class RestartRun implements Runs.Work {

    private static final Logger logger = LoggerFactory.getLogger(RestartRun.class);

    private final Processes processes;
    private final LauncherConfig config;
    private final List<String> names;
    private final Map<String, LaunchStep> otherwise;
    private final boolean only;
    private @Nullable StartRun start;
    private boolean cancelled;

    /**
     * Create a restart.
     *
     * @param names the processes asked for
     * @param otherwise how those are to be started that are not to run again as they ran
     * @param only whether nothing but these is stopped and started
     */
    public RestartRun(
            Processes processes,
            LauncherConfig config,
            List<String> names,
            Map<String, LaunchStep> otherwise,
            boolean only) {
        this.processes = processes;
        this.config = config;
        this.names = names;
        this.otherwise = Map.copyOf(otherwise);
        this.only = only;
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (start != null) {
            start.cancel();
        }
    }

    @Override
    public CompletableFuture<Outcome> begin(Consumer<ProcessOutcome> over) {
        Set<String> concerned = new LinkedHashSet<>(names);
        if (!only) {
            names.forEach(name -> concerned.addAll(processes.graph().dependants(name)));
        }
        List<CompletableFuture<Void>> connected = processes.known(concerned).stream()
                .map(name -> processes
                        .loop()
                        .then(
                                processes.locate(name),
                                located -> processes.entry(name).link().connect()))
                .toList();
        // A machine that cannot be reached shows in the stop.
        return processes.loop().either(Loop.all(connected), (all, failure) -> restart(concerned, over));
    }

    private CompletableFuture<Outcome> restart(Set<String> concerned, Consumer<ProcessOutcome> over) {
        List<String> again = processes.known(concerned).stream()
                .filter(name -> names.contains(name)
                        || processes.entry(name).alivePane().isPresent()
                        || processes.entry(name).state() == ProcessState.BACKOFF)
                .toList();
        Map<String, LaunchStep> steps;
        try {
            steps = plan(again);
        } catch (RequestException e) {
            return CompletableFuture.completedFuture(new Outcome(again.stream()
                    .map(name -> new ProcessOutcome(
                            name, ProcessOutcome.Result.FAILED, "not restarted: " + e.getMessage(), null))
                    .toList()));
        }
        StopRun stop = new StopRun(processes, false, entry -> false, stopped -> {});
        String id = UUID.randomUUID().toString();
        // Should this launcher not live to see the end of the stop, others know that they are to run again.
        steps.values().stream()
                .filter(step -> again.contains(step.name()))
                .forEach(step -> processes.entry(step.name()).wished().await(step, id));
        stop.keepWishes(again);
        return processes.loop().then(only ? stop.beginAlone(names) : stop.begin(names), stopped -> {
            if (!stopped.ok()) {
                again.forEach(name -> processes.entry(name).wished().withdraw(id));
                return CompletableFuture.completedFuture(new Outcome(stopped.processes().stream()
                        .filter(process -> !process.ok())
                        .toList()));
            }
            StartRun next = new StartRun(processes, steps, again, id);
            start = next;
            if (cancelled) {
                next.cancel();
            }
            return next.begin(over);
        });
    }

    /** What is restarted, and what runs, is planned as it ran; what else may be needed, as if started by itself. */
    private Map<String, LaunchStep> plan(List<String> again) throws RequestException {
        Map<String, LaunchStep> steps = new LinkedHashMap<>();
        for (String name : processes.graph().startOrder(again)) {
            if (only && !again.contains(name)) {
                continue;
            }
            LaunchStep other = otherwise.get(name);
            if (other != null) {
                steps.put(name, other);
                continue;
            }
            StartMark ran = processes
                    .find(name)
                    .flatMap(ProcessEntry::pane)
                    .map(PaneRecord::start)
                    .orElse(new StartMark("", 0, List.of(), Map.of(), "", ""));
            try {
                steps.put(name, LaunchPlanner.planAlone(config, name, ran.variants(), ran.params()));
            } catch (RequestException e) {
                if (again.contains(name)) {
                    throw e;
                }
                // A dependency that needs a choice can only be started by name; StartRun says so if it comes to that.
                logger.debug("{}: not planned", name, e);
            }
        }
        if (only) {
            steps.replaceAll((name, step) -> step.dependingOn(
                    step.dependsOn().stream().filter(again::contains).toList()));
        }
        return steps;
    }
}
