/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopThreadTests {

    private final LoopThread loop = new LoopThread("test");
    private final List<Object> done = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void stepsRunInOrderOnOneThread() throws Exception {
        var threads = new ArrayList<String>();

        IntStream.range(0, 100)
                .forEach(i -> loop.tell(() -> {
                    done.add(i);
                    threads.add(Thread.currentThread().getName());
                }));

        settle();
        assertThat(done)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(threads).containsOnly("concert-loop-test");
    }

    @Test
    void stepThatFailsKeepsNoOtherFromRunning() throws Exception {
        loop.tell(() -> {
            throw new IllegalStateException("this error is part of the test");
        });
        loop.tell(() -> {
            throw new AssertionError("this error is part of the test");
        });
        loop.tell(() -> done.add("after"));

        settle();
        assertThat(done).containsExactly("after");
    }

    @Test
    void whoWaitsForAStepThatThrowsHearsOfIt() {
        CompletableFuture<Integer> seven = CompletableFuture.completedFuture(7);
        List<CompletableFuture<?>> waiting = List.of(
                loop.call(LoopThreadTests::failing),
                loop.then(seven, value -> failing()),
                loop.either(seven, (value, failure) -> failing()),
                loop.either(CompletableFuture.failedFuture(new Exception("first")), (value, failure) -> failing()),
                loop.map(seven, value -> 1 / (value - 7)),
                loop.then(loop.map(seven, value -> 1 / (value - 7)), value -> seven));

        for (CompletableFuture<?> each : waiting) {
            assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    private static CompletableFuture<Integer> failing() {
        throw new ArithmeticException("this error is part of the test");
    }

    @Test
    void whatIsComposedRunsOnTheLoopAndGivesItsValue() throws Exception {
        CompletableFuture<String> value = loop.then(loop.delay(Duration.ofMillis(1)), over -> {
            loop.require();
            return loop.map(CompletableFuture.completedFuture(7), seven -> {
                loop.require();
                return "seven is " + seven;
            });
        });

        assertThat(value.get(10, TimeUnit.SECONDS)).isEqualTo("seven is 7");
    }

    @Test
    void failureComesWithoutWhatComposingHasWrappedAroundIt() throws Exception {
        CompletableFuture<Integer> failed = loop.map(loop.call(LoopThreadTests::failing), value -> value + 1);

        CompletableFuture<String> told = loop.either(
                failed,
                (value, failure) ->
                        CompletableFuture.completedFuture(String.valueOf(failure instanceof ArithmeticException)));

        assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo("true");
    }

    @Test
    void mistakesOfAProgramAreToldByName() {
        assertThat(Loop.reason(new IllegalStateException("no tmux"))).isEqualTo("no tmux");
        assertThat(Loop.reason(new ExceptionInInitializerError("here"))).endsWith("ExceptionInInitializerError: here");
        assertThat(Loop.reason(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
        assertThat(Loop.reason(null)).isEqualTo("nothing was told");
    }

    @Test
    void onlyAStepMayChangeWhatALauncherKnows() throws Exception {
        assertThatThrownBy(loop::require).isInstanceOf(IllegalStateException.class);

        loop.call(() -> {
                    loop.require();
                    return CompletableFuture.completedFuture(1);
                })
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void scheduledStepThatIsCancelledDoesNotRun() throws Exception {
        loop.tell(() -> {
            loop.schedule(Duration.ofMillis(1), () -> done.add("cancelled")).cancel();
            loop.schedule(Duration.ofMillis(1), () -> done.add("runs"));
        });

        settle();
        settleAfter(Duration.ofMillis(5));
        assertThat(done).containsExactly("runs");
    }

    @Test
    void afterItIsClosedNothingRunsAndWhoWaitsHearsOfIt() {
        loop.close();

        loop.tell(() -> done.add("told"));
        loop.schedule(Duration.ZERO, () -> done.add("scheduled")).cancel();
        loop.listen(CompletableFuture.completedFuture(1), (value, error) -> done.add("listen"));

        assertThat(done).isEmpty();
        List<CompletableFuture<?>> waiting = List.of(
                loop.call(() -> CompletableFuture.completedFuture(1)),
                loop.map(CompletableFuture.completedFuture(1), value -> value));
        for (CompletableFuture<?> each : waiting) {
            assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(RejectedExecutionException.class)
                    .hasStackTraceContaining("The launcher is closed");
        }
    }

    private void settle() throws InterruptedException {
        settleAfter(Duration.ZERO);
    }

    private void settleAfter(Duration delay) throws InterruptedException {
        var settled = new CountDownLatch(1);
        loop.schedule(delay, settled::countDown);
        assertThat(settled.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
