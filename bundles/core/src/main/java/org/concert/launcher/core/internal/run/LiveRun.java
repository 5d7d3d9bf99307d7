/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.RunSnapshot.Step;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.loop.Promises;
import org.concert.launcher.core.internal.process.ProcessBoard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run as it goes. Changed on the loop only, where its listeners are called; read by any thread. */
final class LiveRun implements Run {

    private static final Logger logger = LoggerFactory.getLogger(LiveRun.class);

    /** Who listens to a launcher is told of a run no more often: each time all of it may be written down for somebody. */
    private static final Duration TELLING = Duration.ofMillis(100);

    private final Loop loop;
    private final ProcessBoard board;
    private final CompletableFuture<Outcome> outcome;
    private final List<Consumer<RunSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile RunSnapshot snapshot;
    private @Nullable Delay telling;

    /**
     * Create one, and begin its work on the loop.
     *
     * @param begin how it is when it is asked for
     */
    LiveRun(RunSnapshot begin, Runs.Work work, ProcessBoard board, Loop loop, Promises promises) {
        this.snapshot = begin;
        this.board = board;
        this.loop = loop;
        this.outcome = promises.onLoop(() -> {
            tellBoard();
            return loop.either(loop.call(() -> work.begin(this::over)), this::ended);
        });
        loop.listen(outcome, (done, failure) -> {
            if (outcome.isCancelled() && !snapshot.ended()) {
                work.cancel();
                end(snapshot.steps());
            }
        });
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
        loop.tell(() -> {
            if (!snapshot.ended()) {
                listeners.add(listener);
            }
            tell(listener);
        });
        return () -> loop.tell(() -> listeners.remove(listener));
    }

    /** Take note of the state of a process. */
    void stateChanged(ProcessSnapshot process) {
        if (!snapshot.ended() && change(process.name(), step -> withState(step, process))) {
            listeners.forEach(this::tell);
        }
    }

    private static Step withState(Step step, ProcessSnapshot process) {
        return step.isOver() ? step : new Step(step.name(), process.state(), null, process.message());
    }

    /** Take note that a process has come to an end of it; which may turn out to be none. */
    private void over(ProcessOutcome process) {
        if (!snapshot.ended() && change(process.name(), step -> step(process))) {
            listeners.forEach(this::tell);
            if (telling == null) {
                telling = loop.schedule(TELLING, this::tellBoard);
            }
        }
    }

    private boolean change(String name, UnaryOperator<Step> change) {
        List<Step> before = snapshot.steps();
        List<Step> after = before.stream()
                .map(step -> step.name().equals(name) ? change.apply(step) : step)
                .toList();
        snapshot = snapshot.with(after, false);
        return !after.equals(before);
    }

    private CompletableFuture<Outcome> ended(@Nullable Outcome done, @Nullable Throwable failure) {
        if (done == null) {
            String why = Loop.reason(failure);
            end(snapshot.steps().stream()
                    .map(step -> step.isOver() ? step : failed(step, why))
                    .toList());
            return CompletableFuture.failedFuture(failure);
        }
        end(done.processes().stream().map(this::step).toList());
        return CompletableFuture.completedFuture(done);
    }

    private void end(List<Step> steps) {
        snapshot = snapshot.with(steps, true);
        listeners.forEach(this::tell);
        listeners.clear();
        tellBoard();
    }

    private Step step(ProcessOutcome process) {
        ProcessState state =
                board.read(process.name()).map(ProcessSnapshot::state).orElse(ProcessState.STOPPED);
        return new Step(process.name(), state, process.result(), process.message());
    }

    private static Step failed(Step step, String why) {
        return new Step(step.name(), step.state(), Result.FAILED, why);
    }

    private void tellBoard() {
        if (telling != null) {
            telling.cancel();
            telling = null;
        }
        RunSnapshot now = snapshot;
        board.tell(listener -> listener.runChanged(now));
    }

    private void tell(Consumer<RunSnapshot> listener) {
        try {
            listener.accept(snapshot);
        } catch (RuntimeException e) {
            logger.error("A listener to a run failed", e);
        }
    }
}
