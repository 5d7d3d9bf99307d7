/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.HeldTimer;
import org.concert.launcher.core.internal.agent.ScriptedShell;
import org.concert.launcher.core.internal.loop.LoopThread;
import org.concert.launcher.core.internal.loop.ManualLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a shell whose answers are played, and periods of a millisecond. */
@Timeout(20)
class ReadinessProbeTests {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final LoopThread loop = new LoopThread("test");
    private final HeldTimer timer = new HeldTimer();
    private final AtomicInteger checks = new AtomicInteger();
    private final List<String> scripts = new CopyOnWriteArrayList<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final BlockingQueue<Integer> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void closeLoop() {
        loop.close();
        timer.shutdownNow();
    }

    @Test
    void firstCheckThatPassesIsTheLast() throws Exception {
        begin(LONG, null, check -> exit(0, ""));

        assertThat(next()).isEqualTo("ready");
        assertNothingFollows(1);
    }

    @Test
    void checkIsRepeatedUntilItPasses() throws Exception {
        begin(SHORT, null, check -> exit(check < 3 ? 1 : 0, ""));

        assertThat(List.of(next(), next(), next()))
                .containsExactly("not yet: ready_check: exit code 1", "not yet: ready_check: exit code 1", "ready");
        assertNothingFollows(3);
        assertThat(counted).hasValue(3);
    }

    @Test
    void lastLineOfTheCheckTellsWhy() throws Exception {
        var output = """
                bash: cannot set terminal process group (-1): Inappropriate ioctl for device
                bash: no job control in this shell
                trying
                  ERROR: Unable to contact my own server\t

                exit
                """;

        begin(LONG, null, check -> exit(2, output));

        assertThat(next()).isEqualTo("not yet: ready_check: exit code 2: ERROR: Unable to contact my own server");
    }

    @Test
    void processThatIsNotReadyInTimeIsLate() throws Exception {
        begin(LONG, Duration.ofMillis(1500), check -> exit(1, "no master\n"));

        assertThat(next()).isEqualTo("not yet: ready_check: exit code 1: no master");
        assertThat(next()).isEqualTo("late: not ready within 1500 ms; ready_check: exit code 1: no master");
        assertNothingFollows(1);
    }

    @Test
    void checkThatHangsCountsAsLateToo() throws Exception {
        begin(SHORT, Duration.ofSeconds(1), check -> "");

        assertThat(next()).isEqualTo("late: not ready within 1 s; ready_check: no check has ended yet");
    }

    @Test
    void checkThatIsKilledIsFollowedByAnother() throws Exception {
        begin(SHORT, null, check -> check == 1 ? "" : exit(0, ""));
        awaitCheck();

        timer.expire(0);

        assertThat(next()).startsWith("not yet: ready_check: no end within ");
        assertThat(next()).isEqualTo("ready");
    }

    @Test
    void oneCheckTakesAtMost30Seconds() throws Exception {
        begin(SHORT, null, check -> "");
        awaitCheck();

        timer.expire(0);

        assertThat(next()).isEqualTo("not yet: ready_check: no end within 30 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready_check", "ready_http"})
    void firstCheckThatHasNotEndedForLongIsTold(String key) throws Exception {
        var slow = new ManualLoop();
        var agent = CommandAgent.open(new ScriptedShell(line -> ""), timer);
        new ReadinessProbe(agent, slow, "check", key, SHORT, quick(agent), new ReadyTime(null), outcome()).begin();

        slow.pass(Duration.ofMillis(9_999));
        assertThat(heard).isEmpty();
        slow.pass(Duration.ofMillis(1));

        assertThat(next()).isEqualTo("not yet: " + key + ": no check has ended yet");
        assertThat(slow.waiting()).isZero();
    }

    @Test
    void timeOfACheckCountsFromItsCommandAndTheShellIsNamed() throws Exception {
        var slow = new ManualLoop();
        var shell = new ScriptedShell(line -> "");
        var agent = CommandAgent.open(shell, timer);
        var time = new ShellTime(agent, "shell", slow, Duration.ofSeconds(60));
        new ReadinessProbe(agent, slow, "check", "ready_check", SHORT, time, new ReadyTime(null), outcome()).begin();

        assertThat(timer.delays()).containsExactly(Duration.ofSeconds(90));
        slow.pass(Duration.ofSeconds(10));

        assertThat(next())
                .isEqualTo("not yet: ready_check: no check has ended yet;"
                        + " the shell's start-up files (~/.bashrc) take 60 s");
    }

    @Test
    void shellThatTakesLongIsFoundOutWhenACheckDoesNotEnd() throws Exception {
        begin(SHORT, null, check -> check == 1 ? "" : exit(check == 2 ? 0 : 1, ""));
        awaitCheck();
        timer.expire(0);

        assertThat(next()).isEqualTo("not yet: ready_check: no end within 30 s");
        assertThat(next()).isEqualTo("not yet: ready_check: exit code 1");
        assertThat(scripts.get(1)).endsWith(" shell");
    }

    @Test
    void cancelledProbeTellsNothing() throws Exception {
        var answer = new CountDownLatch(1);
        var probe = begin(SHORT, Duration.ofMillis(50), check -> {
            await(answer);
            return exit(0, "");
        });

        runOnLoop(probe::cancel);
        answer.countDown();

        assertNothingFollows(1);
    }

    @Test
    void lossOfThePlaceIsNoReadiness() throws Exception {
        var shell = new ScriptedShell(line -> "");
        var agent = CommandAgent.open(shell, timer);
        var probe = probe(agent, LONG, new ReadyTime(null));
        runOnLoop(probe::begin);

        agent.close();

        assertThat(next()).startsWith("not yet: ready_check: Cannot run commands on stage: ");
    }

    @Test
    void timeGoesOnWhenAnotherConnectionBringsAnotherProbe() throws Exception {
        long beganNanos = System.nanoTime();
        var time = new ReadyTime(Duration.ofMillis(1500));
        var first = beginIn(time, LONG, check -> exit(1, "no master\n"));
        assertThat(next()).startsWith("not yet: ");
        runOnLoop(first::cancel);

        beginIn(time, LONG, check -> "");

        assertThat(next()).isEqualTo("late: not ready within 1500 ms; ready_check: exit code 1: no master");
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isBetween(Duration.ofMillis(1500), LONG);
        assertNothingFollows(2);
    }

    @Test
    void processThatBecameReadyWhileNobodyCouldLookIsReady() throws Exception {
        beginIn(new ReadyTime(Duration.ZERO), LONG, check -> exit(0, ""));

        assertThat(next()).isEqualTo("ready");
        assertNothingFollows(1);
    }

    @Test
    void whenTheTimeIsOverThereIsOneLastLook() throws Exception {
        var time = new ReadyTime(Duration.ZERO);
        beginIn(time, SHORT, check -> exit(1, "no master\n"));

        assertThat(List.of(next(), next()))
                .containsExactly(
                        "not yet: ready_check: exit code 1: no master",
                        "late: not ready within 0 s; ready_check: exit code 1: no master");
        assertNothingFollows(1);
    }

    @Test
    void checkThatIsKilledBecauseTheTimeIsOverIsNoReason() throws Exception {
        var time = new ReadyTime(Duration.ZERO);
        time.failed("ready_check: exit code 1: no master");
        beginIn(time, SHORT, check -> "");
        awaitCheck();

        timer.expire(0);

        assertThat(next()).isEqualTo("late: not ready within 0 s; ready_check: exit code 1: no master");
        assertNothingFollows(1);
    }

    @Test
    void lastLookThatIsInterruptedIsNotFollowedByAnother() throws Exception {
        var time = new ReadyTime(Duration.ZERO);
        var first = beginIn(time, SHORT, check -> "");
        awaitCheck();
        runOnLoop(first::cancel);

        beginIn(time, SHORT, check -> exit(0, ""));

        assertThat(next()).isEqualTo("late: not ready within 0 s; ready_check: no check has ended yet");
        assertNothingFollows(1);
    }

    private interface Check {
        /** Return how check number {@code check}, counted from 1, ends; empty if it does not. */
        String end(int check);
    }

    private static String exit(int code, String output) {
        return code + " " + HexFormat.of().formatHex(output.getBytes(StandardCharsets.UTF_8));
    }

    private ReadinessProbe begin(Duration period, @Nullable Duration timeout, Check check) throws Exception {
        return beginIn(new ReadyTime(timeout), period, check);
    }

    private ReadinessProbe beginIn(ReadyTime time, Duration period, Check check) throws Exception {
        var shell = new ScriptedShell(line -> {
            if (line.startsWith("- ")) {
                return "";
            }
            int number = checks.incrementAndGet();
            scripts.add(line.strip());
            started.add(number);
            String end = check.end(number);
            String id = line.substring(0, line.indexOf(' '));
            return end.isEmpty()
                    ? ""
                    : id + " out " + end.substring(end.indexOf(' ') + 1) + "\n"
                            + ScriptedShell.exit(line, Integer.parseInt(end.substring(0, end.indexOf(' '))));
        });
        var probe = probe(CommandAgent.open(shell, timer), period, time);
        runOnLoop(probe::begin);
        return probe;
    }

    private void awaitCheck() throws InterruptedException {
        assertThat(started.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    private ReadinessProbe probe(CommandAgent agent, Duration period, ReadyTime time) {
        return new ReadinessProbe(agent, loop, "check", "ready_check", period, quick(agent), time, outcome());
    }

    private ShellTime quick(CommandAgent agent) {
        return new ShellTime(agent, "shell", loop, Duration.ZERO);
    }

    private ReadinessProbe.Outcome outcome() {
        return new ReadinessProbe.Outcome() {
            @Override
            public void checked() {
                counted.incrementAndGet();
            }

            @Override
            public void ready() {
                heard.add("ready");
            }

            @Override
            public void late(String reason) {
                heard.add("late: " + reason);
            }

            @Override
            public void notYet(String reason) {
                heard.add("not yet: " + reason);
            }
        };
    }

    private void runOnLoop(Runnable step) {
        loop.execute(step);
    }

    private String next() throws InterruptedException {
        String next = heard.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    private void assertNothingFollows(int expectedChecks) throws Exception {
        var passed = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(20), passed::countDown);
        assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).isEmpty();
        assertThat(checks).hasValue(expectedChecks);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
