/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Run;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.ErrorReport;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.Branches;
import org.concert.launcher.cli.internal.view.DependencyTree;
import org.concert.launcher.cli.internal.view.LiveProgress;
import org.concert.launcher.cli.internal.view.OutcomeSummary;
import org.concert.launcher.cli.internal.view.Paint;
import org.concert.launcher.cli.internal.view.Progress;
import org.concert.launcher.cli.internal.view.ProgressLines;
import org.concert.launcher.cli.internal.view.ProgressTree;
import org.jspecify.annotations.Nullable;

/** Carries out a start or a stop: shows its progress, waits for its outcome, and sums it up. */
public final class Operation {

    private final Environment environment;
    private final Launcher launcher;
    private final List<String> asked;
    private final DependencyTree tree;
    private final String onInterrupt;
    private @Nullable OpenQuestions questions;

    /** How each process was last, as what is not in the launcher file is known no more when it has ended. */
    private final Map<String, ProcessSnapshot> last = new ConcurrentHashMap<>();

    /**
     * Create one.
     *
     * @param asked the processes named
     * @param tree these and the ones that hang on them
     * @param onInterrupt what to say when Ctrl-C ends the waiting
     */
    Operation(Environment environment, Launcher launcher, List<String> asked, DependencyTree tree, String onInterrupt) {
        this.environment = environment;
        this.launcher = launcher;
        this.asked = asked;
        this.tree = tree;
        this.onInterrupt = onInterrupt;
    }

    /**
     * Tell, too, what processes that it waits for may be asking a person.
     *
     * @param typed gives what the user types to give a command
     */
    Operation tellingQuestions(UnaryOperator<String> typed) {
        questions = new OpenQuestions(launcher, environment.clock(), typed);
        return this;
    }

    /** Carry it out, say what became of it, and return the outcome. */
    Outcome carryOut(Action action, Summary summary) throws LauncherException, InterruptedException {
        Instant begin = environment.clock().instant();
        Outcome outcome = await(action);
        Duration elapsed = Duration.between(begin, environment.clock().instant());
        OutcomeSummary said = summary.of(outcome, elapsed);
        said.results().forEach(environment.out()::println);
        printLeftAlone(outcome);
        environment.out().flush();
        ErrorReport.print(environment.err(), said.problems());
        if (environment.outIsTerminal()) {
            said.hints().forEach(environment.out()::println);
        }
        return outcome;
    }

    private Outcome await(Action action) throws LauncherException, InterruptedException {
        // What happens; empty for the end. The launcher's threads only hand over: what is printed may have to wait.
        BlockingQueue<Optional<ProcessEvent>> happenings = new LinkedBlockingQueue<>();
        Registration heard = launcher.listen(event -> {
            last.put(event.process().name(), event.process());
            happenings.add(Optional.of(event));
        });
        try {
            CompletableFuture<Outcome> outcome = action.begin().outcome();
            CompletionStage<Outcome> end = outcome;
            end.whenComplete((done, failure) -> happenings.add(Optional.empty()));
            // Of what is refused nothing is drawn.
            Progress progress = progress();
            Registration interrupt = environment.interrupts().during(() -> interrupt(progress, outcome));
            try {
                follow(happenings, progress);
                return Futures.await(outcome);
            } finally {
                interrupt.close();
                progress.close();
            }
        } finally {
            heard.close();
            if (questions != null) {
                questions.close();
            }
        }
    }

    private void follow(BlockingQueue<Optional<ProcessEvent>> happenings, Progress progress)
            throws InterruptedException {
        while (true) {
            Optional<ProcessEvent> next = happenings.poll(1, TimeUnit.SECONDS);
            if (next != null && next.isEmpty()) {
                return;
            } else if (next != null) {
                progress.stateChanged(next.get());
            }
            if (questions != null) {
                tree.names().stream().map(this::snapshot).forEach(questions::look);
            }
            progress.timePassed(environment.clock().instant());
        }
    }

    private Progress progress() {
        if (!environment.outIsCapable()) {
            return new ProgressLines(environment.out(), environment.zone().get(), tree.names(), this::askingAndHow);
        }
        var picture = new ProgressTree(
                tree,
                new LinkedHashSet<>(asked),
                this::asking,
                Paint.of(environment.colour()),
                Branches.of(environment.utf8()));
        return LiveProgress.begin(environment.out(), environment.clock(), picture, this::hints);
    }

    private ProcessSnapshot asking(String name) {
        ProcessSnapshot process = snapshot(name);
        return questions == null ? process : questions.asking(process);
    }

    private ProcessSnapshot askingAndHow(String name) {
        ProcessSnapshot process = snapshot(name);
        return questions == null ? process : questions.askingAndHow(process);
    }

    private List<String> hints() {
        return questions == null
                ? List.of()
                : questions.hints(tree.names().stream().map(this::snapshot).toList());
    }

    private void interrupt(Progress progress, CompletableFuture<Outcome> outcome) {
        progress.close();
        ErrorReport.print(environment.err(), List.of("Interrupted: " + onInterrupt));
        outcome.cancel(false);
    }

    /** Name what was started and is not ready, and is not waited for, since the outcome is decided without it. */
    private void printLeftAlone(Outcome outcome) {
        for (String name : tree.names()) {
            ProcessState state = snapshot(name).state();
            boolean onItsWay = state.isLive() && state != ProcessState.READY && state != ProcessState.STOPPING;
            if (onItsWay && outcome.of(name).isEmpty()) {
                environment.out().println(name + " is " + state + "; it was not waited for");
            }
        }
    }

    private ProcessSnapshot snapshot(String name) {
        ProcessSnapshot known = launcher.process(name).orElseGet(() -> last.get(name));
        if (known == null) {
            throw new IllegalStateException("Cannot show " + name + ": the launcher knows it no more");
        }
        return known;
    }

    /** Begins a start or a stop. */
    @FunctionalInterface
    interface Action {

        /** Begin it. */
        Run begin() throws LauncherException;
    }

    /** Sums up an outcome. */
    @FunctionalInterface
    interface Summary {

        /** Return what to say of it. */
        OutcomeSummary of(Outcome outcome, Duration elapsed);
    }
}
