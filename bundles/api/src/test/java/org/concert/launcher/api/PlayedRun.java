/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.RunSnapshot.Step;

/** A run whose outcome a test gives. */
public final class PlayedRun implements Run {

    private final CompletableFuture<Outcome> outcome;
    private final List<Consumer<RunSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile RunSnapshot snapshot;

    private PlayedRun(RunSnapshot begin, CompletableFuture<Outcome> given, Consumer<RunSnapshot> news) {
        snapshot = begin;
        listeners.add(news);
        news.accept(begin);
        CompletionStage<Outcome> end = given;
        outcome = end.whenComplete((done, failure) -> {
                    snapshot = begin.with(done == null ? failed(begin.steps(), failure) : ended(done), true);
                    listeners.forEach(listener -> listener.accept(snapshot));
                })
                .toCompletableFuture();
        CompletionStage<Outcome> waitedFor = outcome;
        waitedFor.whenComplete((done, failure) -> {
            if (outcome.isCancelled()) {
                given.cancel(false);
            }
        });
    }

    /**
     * Return one whose number is its id.
     *
     * @param given what becomes of it
     * @param news hears that it begins, and that it ends
     */
    public static PlayedRun begin(
            Kind kind,
            int number,
            String session,
            List<String> names,
            CompletableFuture<Outcome> given,
            Consumer<RunSnapshot> news) {
        List<Step> steps = names.stream()
                .map(name -> new Step(name, ProcessState.UNKNOWN, null, ""))
                .toList();
        RunSnapshot begin = new RunSnapshot(
                "run" + number,
                kind,
                session,
                names,
                List.of(),
                Map.of(),
                Actor.current(),
                Instant.EPOCH,
                steps,
                false);
        return new PlayedRun(begin, given, news);
    }

    private static List<Step> ended(Outcome done) {
        return done.processes().stream()
                .map(process -> new Step(process.name(), ProcessState.UNKNOWN, process.result(), process.message()))
                .toList();
    }

    private static List<Step> failed(List<Step> steps, Throwable failure) {
        return steps.stream()
                .map(step -> new Step(step.name(), step.state(), Result.FAILED, String.valueOf(failure.getMessage())))
                .toList();
    }

    @Override
    public RunSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public Registration listen(Consumer<RunSnapshot> listener) {
        listeners.add(listener);
        listener.accept(snapshot);
        return () -> listeners.remove(listener);
    }
}
