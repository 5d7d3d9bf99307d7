/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LauncherLoopTests {

    private final LauncherLoop loop = new LauncherLoop("test");
    private final List<Object> done = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void stepsRunInOrderOnOneThread() throws Exception {
        var threads = new ArrayList<String>();

        IntStream.range(0, 100)
                .forEach(i -> loop.execute(() -> {
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
        loop.execute(() -> {
            throw new IllegalStateException("this error is part of the test");
        });
        loop.execute(() -> {
            throw new AssertionError("this error is part of the test");
        });
        loop.execute(() -> done.add("after"));

        settle();
        assertThat(done).containsExactly("after");
    }

    @Test
    void valueOrFailureOfAStageComesToTheLoop() throws Exception {
        var failure = new IllegalStateException("no value");

        loop.then(
                CompletableFuture.completedFuture(7),
                (value, error) -> done.add(List.of(String.valueOf(value), "" + error)));
        loop.then(
                CompletableFuture.failedFuture(failure),
                (value, error) -> done.add(List.of("" + value, String.valueOf(error))));

        settle();
        assertThat(done).containsExactly(List.of("7", "null"), List.of("null", failure.toString()));
    }

    @Test
    void scheduledStepThatIsCancelledDoesNotRun() throws Exception {
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(1), () -> done.add("cancelled")).cancel(false);
            loop.after(Duration.ofMillis(1), () -> done.add("runs"));
        });

        settle();
        settleAfter(Duration.ofMillis(5));
        assertThat(done).containsExactly("runs");
    }

    @Test
    void afterItIsClosedNothingRunsAndNobodyIsBothered() {
        loop.close();

        loop.execute(() -> done.add("executed"));
        loop.after(Duration.ZERO, () -> done.add("after"));
        loop.then(CompletableFuture.completedFuture(1), (value, error) -> done.add("then"));

        assertThat(loop.schedule(Duration.ZERO, () -> done.add("scheduled"))).isCancelled();
        assertThat(done).isEmpty();
    }

    private void settle() throws InterruptedException {
        settleAfter(Duration.ZERO);
    }

    private void settleAfter(Duration delay) throws InterruptedException {
        var settled = new CountDownLatch(1);
        loop.after(delay, settled::countDown);
        assertThat(settled.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
