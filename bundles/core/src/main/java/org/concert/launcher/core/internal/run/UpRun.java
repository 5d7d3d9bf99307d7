/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.api.TargetPlan.Action;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.machine.MachineLink;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.jspecify.annotations.Nullable;

/**
 * Has all that runs be what a target says: looks at all machines, stops what has to end, then starts what is missing. So what two
 * processes need in turn, such as a device, is free before the second is started. Lives on the loop.
 */
final class UpRun implements Runs.Work {

    private final Processes processes;
    private final Loop loop;
    private final Supplier<Map<String, ProcessSnapshot>> present;
    private final String target;
    private final Map<String, LaunchStep> steps;
    private @Nullable UpRun earlier;

    /** Done when nothing is stopped for this one any more, nor for those before it. */
    private CompletableFuture<?> rest = CompletableFuture.completedFuture(null);

    private @Nullable StartRun start;

    /** Why nothing more is begun; empty if it is. */
    private String cancelled = "";

    /**
     * Create one.
     *
     * @param present gives what is known of each process
     * @param target its name
     * @param steps what the target is for, in starting order
     */
    UpRun(
            Processes processes,
            Supplier<Map<String, ProcessSnapshot>> present,
            String target,
            Map<String, LaunchStep> steps) {
        this.processes = processes;
        this.loop = processes.loop();
        this.present = present;
        this.target = target;
        this.steps = steps;
    }

    /** Take the place of another, which may have ended long ago; before this begins. */
    void replace(@Nullable UpRun other) {
        earlier = other;
    }

    @Override
    public void cancel() {
        cancel("interrupted");
    }

    private void cancel(String why) {
        cancelled = why;
        if (start != null) {
            start.cancel(why);
        }
    }

    /** Begin nothing more. Done when what was asked to stop has stopped. */
    private CompletableFuture<Void> giveWayTo(UpRun later) {
        cancel("was overtaken by up " + later.target);
        UpRun other = earlier;
        earlier = null;
        if (other != null) {
            // This one has not begun yet.
            rest = other.giveWayTo(later);
        }
        return loop.either(rest, (over, failure) -> CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletableFuture<Outcome> begin(Consumer<ProcessOutcome> over) {
        UpRun other = earlier;
        earlier = null;
        if (other != null) {
            rest = other.giveWayTo(this);
        }
        return loop.then(loop.then(rest, none -> look()), looked -> stop(changes(), over));
    }

    /** What runs on a machine that cannot be reached shows as UNKNOWN. */
    private CompletableFuture<Void> look() {
        Collection<ProcessEntry> all = processes.present().get().values();
        List<CompletableFuture<Void>> reached = all.stream()
                .map(ProcessEntry::link)
                .distinct()
                .map(MachineLink::connect)
                .map(connected ->
                        loop.either(connected, (done, failure) -> CompletableFuture.<Void>completedFuture(null)))
                .toList();
        return loop.then(Loop.all(reached), done -> processes.look(all));
    }

    private TargetPlan changes() {
        return new TargetPlan(target, new Convergence(steps, present.get(), processes.graph()).changes());
    }

    private CompletableFuture<Outcome> stop(TargetPlan plan, Consumer<ProcessOutcome> over) {
        if (!cancelled.isEmpty()) {
            return CompletableFuture.completedFuture(notStarted(plan, new Outcome(List.of()), cancelled));
        }
        StopRun stop = new StopRun(
                processes,
                false,
                entry -> entry.alivePane().isPresent() && entry.remark().foreign(),
                told -> {
                    if (!steps.containsKey(told.name())) {
                        over.accept(told);
                    }
                });
        CompletableFuture<Outcome> stopping = stop.beginExactly(plan.names(Action.STOP, Action.RESTART));
        rest = stopping;
        return loop.then(stopping, stopped -> start(plan, stopped, over));
    }

    private CompletableFuture<Outcome> start(TargetPlan plan, Outcome stopped, Consumer<ProcessOutcome> over) {
        String obstacle = stopped.processes().stream()
                .filter(process -> process.result() == Result.FAILED)
                .findFirst()
                .map(process -> process.name() + " could not be stopped")
                .orElse(cancelled);
        if (!obstacle.isEmpty()) {
            return CompletableFuture.completedFuture(notStarted(plan, stopped, obstacle));
        }
        List<String> names = new ArrayList<>(plan.names(Action.START, Action.RESTART));
        plan.names(Action.KEEP).stream().filter(name -> !isDone(name)).forEach(names::add);
        StartRun next = StartRun.ofTarget(processes, steps, names);
        start = next;
        return loop.map(next.begin(over), started -> {
            List<ProcessOutcome> all = new ArrayList<>(ofOthers(stopped));
            all.addAll(started.processes());
            return new Outcome(all);
        });
    }

    private boolean isDone(String name) {
        return processes
                .find(name)
                .filter(entry -> entry.state() == ProcessState.DONE)
                .isPresent();
    }

    /** Return what became of the processes that are not part of the target. */
    private List<ProcessOutcome> ofOthers(Outcome stopped) {
        return stopped.processes().stream()
                .filter(process -> !steps.containsKey(process.name()))
                .toList();
    }

    private Outcome notStarted(TargetPlan plan, Outcome stopped, String why) {
        List<ProcessOutcome> all = new ArrayList<>(ofOthers(stopped));
        for (String name : plan.names(Action.START, Action.RESTART)) {
            all.add(stopped.of(name)
                    .filter(process -> !process.ok())
                    .orElseGet(() -> new ProcessOutcome(name, Result.FAILED, "not started: " + why, null)));
        }
        if (stopped.processes().isEmpty()) {
            plan.names(Action.STOP)
                    .forEach(name -> all.add(new ProcessOutcome(name, Result.FAILED, "not stopped: " + why, null)));
        }
        return new Outcome(all);
    }
}
