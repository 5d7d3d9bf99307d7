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
import org.concert.launcher.core.internal.window.UpMark;
import org.jspecify.annotations.Nullable;

/**
 * Has all that runs be what a target says: looks at all machines, stops what has to end, then starts what is missing. So what two
 * processes need in turn, such as a device, is free before the second is started. Lives on the loop.
 */
final class UpRun implements Runs.Work {

    private final Processes processes;
    private final Loop loop;
    private final Supplier<Map<String, ProcessSnapshot>> present;
    private final Ups ups;
    private final String id;
    private final String session;
    private final String target;
    private final Map<String, LaunchStep> steps;

    /** How often it is looked at whether all is as it is to be: another may have changed something before it knew of this one. */
    private static final int MOST_ROUNDS = 3;

    private boolean underWay;
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
     * @param id see {@link UpMark}
     * @param session that of the launcher file
     * @param target its name
     * @param steps what the target is for, in starting order
     */
    UpRun(
            Processes processes,
            Supplier<Map<String, ProcessSnapshot>> present,
            Ups ups,
            String id,
            String session,
            String target,
            Map<String, LaunchStep> steps) {
        this.processes = processes;
        this.ups = ups;
        this.id = id;
        this.session = session;
        this.loop = processes.loop();
        this.present = present;
        this.target = target;
        this.steps = steps;
    }

    /** Take the place of another, which may have ended long ago; before this begins. */
    void replace(@Nullable UpRun other) {
        earlier = other;
    }

    String id() {
        return id;
    }

    /** Return whether it has begun and not ended. */
    boolean isUnderWay() {
        return underWay && cancelled.isEmpty();
    }

    /** Take note that another launcher has been asked for something later. */
    void overtakenBy(String later) {
        cancel("was overtaken by up %s of another launcher".formatted(later));
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
        underWay = true;
        CompletableFuture<Outcome> outcome = loop.then(
                loop.then(rest, none -> look()),
                looked -> loop.then(stop(changes(), over), first -> again(first, MOST_ROUNDS, over)));
        return loop.either(outcome, (ended, failure) -> {
            underWay = false;
            // What was overtaken is not noted any more.
            return loop.then(ups.note(session, new UpMark(id, "", target, true)), noted -> outcome);
        });
    }

    /** Look again: another launcher may have started or stopped something before it knew of this change. */
    private CompletableFuture<Outcome> again(Outcome before, int rounds, Consumer<ProcessOutcome> over) {
        if (!cancelled.isEmpty() || rounds == 0) {
            // What is told of those that were ready first may be long over.
            return new LastLook(processes).at(before.processes());
        }
        return loop.then(processes.look(processes.everywhere()), looked -> {
            List<TargetPlan.Change> left = changes().changes().stream()
                    .filter(change -> change.action() != Action.STOP || isOk(before, change))
                    .toList();
            if (left.stream().noneMatch(change -> isOfOthers(before, change))) {
                return CompletableFuture.completedFuture(before);
            }
            return loop.then(
                    stop(new TargetPlan(target, left), over),
                    outcome -> again(Processes.joined(before, outcome), rounds - 1, over));
        });
    }

    /** What has died since is for its restart policy; what could not be started, or stopped, is not tried again for that. */
    private boolean isOfOthers(Outcome before, TargetPlan.Change change) {
        ProcessState state =
                processes.find(change.name()).map(ProcessEntry::state).orElse(ProcessState.STOPPED);
        return switch (change.action()) {
            case STOP, RESTART -> true;
            case START -> isOk(before, change) && (state == ProcessState.STOPPED || state == ProcessState.STOPPING);
            case KEEP -> false;
        };
    }

    private static boolean isOk(Outcome before, TargetPlan.Change change) {
        return before.of(change.name()).map(ProcessOutcome::ok).orElse(true);
    }

    /** What runs on a machine that cannot be reached shows as UNKNOWN. */
    private CompletableFuture<Void> look() {
        Collection<ProcessEntry> all = processes.everywhere();
        List<CompletableFuture<Void>> reached = all.stream()
                .map(ProcessEntry::link)
                .distinct()
                .map(MachineLink::connect)
                .map(connected ->
                        loop.either(connected, (done, failure) -> CompletableFuture.<Void>completedFuture(null)))
                .toList();
        UpMark mark = new UpMark(id, "", target, false);
        return loop.then(loop.then(Loop.all(reached), done -> ups.note(session, mark)), first -> {
            if (!first && cancelled.isEmpty()) {
                cancel("was overtaken by another launcher");
            }
            return processes.look(all);
        });
    }

    private TargetPlan changes() {
        return new TargetPlan(
                target,
                new Convergence(steps, present.get(), processes.dependencies().apply(steps)).changes());
    }

    private CompletableFuture<Outcome> stop(TargetPlan plan, Consumer<ProcessOutcome> over) {
        if (!cancelled.isEmpty()) {
            return CompletableFuture.completedFuture(notStarted(plan, new Outcome(List.of()), cancelled));
        }
        StopRun stop = new StopRun(
                processes,
                false,
                entry -> !cancelled.isEmpty()
                        || (entry.alivePane().isPresent() && entry.remark().foreign()),
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
        List<ProcessOutcome> all = new ArrayList<>();
        ofOthers(stopped).stream()
                .map(process -> process.result() == Result.LEFT
                        ? new ProcessOutcome(process.name(), Result.FAILED, "not stopped: " + why, null)
                        : process)
                .forEach(all::add);
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
