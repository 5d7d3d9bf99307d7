/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.machine.PlayedMachine;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.junit.jupiter.api.Test;

/** What becomes of starts and stops, by one launcher or two, on machines that a test plays. */
class StartAndStopTests extends WithPlayedWorld {

    private static final String FILE = """
            context: {session: s}
            a: {cmd: a}
            b: {cmd: b, machine: far, depends: [a], ready_check: check-b}
            c: {cmd: c, depends: [b]}
            early: {cmd: early, depends: [a, b: started]}
            deaf: {cmd: play-deaf, stop_timeout: 10s}
            parent: {cmd: play-child}
            homing: {cmd: play-once, persistent: false, depends: [a]}
            again: {cmd: again, restart: on-failure}
            """;

    StartAndStopTests() {
        super(FILE);
    }

    private static List<Result> results(CompletableFuture<Outcome> outcome) {
        assertThat(outcome).isCompleted();
        return outcome.join().processes().stream().map(ProcessOutcome::result).toList();
    }

    @Test
    void processIsStartedOnceWhatItDependsOnIsReady() {
        world.machineOf("b").check("b", false);
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, "c");

        world.pass(5_000);

        assertThat(world.runs("a") && world.runs("b")).isTrue();
        assertThat(world.runs("c")).isFalse();
        assertThat(state("c")).isEqualTo(ProcessState.WAITING);

        world.machineOf("b").check("b", true);
        world.pass(5_000);

        assertThat(state("c")).isEqualTo(ProcessState.READY);
        assertThat(results(outcome)).containsOnly(Result.STARTED);
    }

    @Test
    void processThatWaitsForABeginOnlyDoesNotWaitForReadiness() {
        world.machineOf("b").check("b", false);
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, "early");

        world.pass(5_000);

        assertThat(state("b")).isEqualTo(ProcessState.RUNNING);
        assertThat(state("early")).isEqualTo(ProcessState.READY);
        assertThat(outcome).isCompleted();
        assertThat(outcome.join().ok()).isTrue();
    }

    @Test
    void processThatWaitsForABeginIsNotStartedForWhatDoesNotBegin() {
        world.machineOf("b").reachable(false);
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, "early");

        world.pass(60_000);

        assertThat(world.runs("early")).isFalse();
        assertThat(outcome.join().ok()).isFalse();
        assertThat(launcher.process("early").orElseThrow().message()).contains("dependency 'b'");
    }

    @Test
    void linkThatBreaksOffAgainWhileItComesBackFailsNobodyWhoWaits() {
        world.machineOf("b").check("b", false);
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, "b");
        world.pass(2_000);
        assertThat(state("b")).isEqualTo(ProcessState.RUNNING);

        world.machineOf("b").breakOff(3);
        world.machineOf("b").cut();
        world.pass(2_000);
        world.machineOf("b").check("b", true);
        world.pass(5_000);

        assertThat(state("b")).isEqualTo(ProcessState.READY);
        assertThat(outcome.join().ok()).isTrue();
    }

    @Test
    void linkThatBreaksOffEachTimeIsNoWayToAMachine() {
        world.machineOf("b").breakOff(Integer.MAX_VALUE);
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, "b");

        world.pass(10_000);

        assertThat(outcome.join().ok()).isFalse();
        assertThat(launcher.process("b").orElseThrow().message()).contains("Connection reset");
    }

    @Test
    void nothingIsStartedForWhatHasFailed() {
        world.machineOf("b").reachable(false);
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, "c");

        world.pass(60_000);

        assertThat(world.runs("c")).isFalse();
        assertThat(outcome.join().processes())
                .filteredOn(process -> process.name().equals("c"))
                .singleElement()
                .satisfies(process -> assertThat(process.message()).isEqualTo("not started: dependency 'b' failed"));

        world.machineOf("b").reachable(true);
        world.pass(60_000);

        assertThat(world.runs("b") || world.runs("c"))
                .as("what has failed is not carried out later")
                .isFalse();
    }

    @Test
    void dependantsAreStoppedFirst() {
        CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "c");
        world.pass(10_000);
        assertThat(start.join().ok()).isTrue();

        CompletableFuture<Outcome> outcome = PlayedWorld.stop(launcher, false, "a");
        world.pass(10_000);

        assertThat(outcome.join().processes()).extracting(ProcessOutcome::name).containsExactly("c", "b", "a");
        assertThat(outcome.join().ok()).isTrue();
        assertThat(world.runs("a") || world.runs("b") || world.runs("c")).isFalse();
    }

    @Test
    void twoLaunchersMakeOneWindow() {
        ConcertLauncher other = world.launcher();

        CompletableFuture<Outcome> first = PlayedWorld.start(launcher, "c");
        CompletableFuture<Outcome> second = PlayedWorld.start(other, "c");
        world.pass(30_000);

        assertThat(first.join().ok() && second.join().ok()).isTrue();
        assertThat(world.machineOf("a").history()).hasSize(2);
        assertThat(world.machineOf("b").history()).hasSize(1);
    }

    @Test
    void stopThatIsBegunAnewLeavesAloneWhatWasStartedMeanwhile() {
        ConcertLauncher other = world.launcher();
        start("deaf");
        CompletableFuture<Outcome> stop = PlayedWorld.stop(other, false, "deaf");
        world.pass(1_000);
        world.launchers.get(1).connections().transport(false);
        CompletableFuture<Outcome> killed = PlayedWorld.stop(launcher, true, "deaf");
        world.pass(1_000);
        assertThat(results(killed)).containsExactly(Result.STOPPED);
        start("deaf");

        world.launchers.get(1).connections().transport(true);
        world.pass(60_000);

        assertThat(stop.join().processes())
                .singleElement()
                .extracting(ProcessOutcome::message)
                .isEqualTo("was stopped; it has been started again since");
        assertThat(world.runs("deaf")).isTrue();
    }

    @Test
    void stopTellsWhatTheProcessHadLeftRunningInTheBackground() {
        start("parent");
        world.machineOf("parent").die(world.key("parent"), 0);
        world.pass(1_000);

        CompletableFuture<Outcome> stop = PlayedWorld.stop(launcher, false, "parent");
        world.pass(30_000);

        assertThat(results(stop)).containsExactly(Result.STOPPED);
        assertThat(stop.join().processes().get(0).message())
                .startsWith("had ended; what it had left running in the background was ended: played (pid ");

        CompletableFuture<Outcome> again = PlayedWorld.stop(launcher, false, "parent");
        world.pass(30_000);

        assertThat(results(again)).containsExactly(Result.NOT_RUNNING);
    }

    @Test
    void whatACommandLeavesRunningWhenItEndsIsToldForAsLongAsItRuns() {
        serve(launcher);
        start("parent");
        PlayedMachine.Run run = world.living("parent");
        world.machineOf("parent").die(world.key("parent"), 0);
        world.pass(3_000);

        assertThat(state("parent")).isEqualTo(ProcessState.EXITED);
        assertThat(message("parent")).contains("; left 1 program running in the background (");

        world.machineOf("parent").endChildren(run);
        world.pass(15_000);

        assertThat(message("parent")).doesNotContain("background");
    }

    @Test
    void whatHasLeftNothingBehindIsLookedForOnce() {
        serve(launcher);
        start("a");
        world.machineOf("a").die(world.key("a"), 1);
        world.pass(3_000);
        assertThat(state("a")).isEqualTo(ProcessState.FAILED);
        assertThat(message("a")).isEqualTo("exit code 1");
        int looks = world.machineOf("a").looks();

        world.pass(60_000);

        assertThat(world.machineOf("a").looks()).isEqualTo(looks);
    }

    private String message(String process) {
        return launcher.process(process).orElseThrow().message();
    }

    private void start(String process) {
        CompletableFuture<Outcome> outcome = PlayedWorld.start(launcher, process);
        world.pass(10_000);
        assertThat(outcome.join().ok()).isTrue();
    }

    @Test
    void stopEndsAStartThatWaits() {
        world.machineOf("b").check("b", false);
        CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "c");
        world.pass(3_000);

        CompletableFuture<Outcome> stop = PlayedWorld.stop(launcher, false, "c");
        world.pass(10_000);

        assertThat(stop.join().ok()).isTrue();
        assertThat(start.join().ok()).isFalse();
        world.machineOf("b").check("b", true);
        world.pass(10_000);
        assertThat(world.runs("c")).isFalse();
    }

    @Test
    void stopOfABackoffEndsIt() {
        serve(launcher);
        CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "again");
        world.pass(10_000);
        assertThat(start.join().ok()).isTrue();
        world.machineOf("again").die(world.key("again"), 1);
        world.pass(500);
        assertThat(state("again")).isEqualTo(ProcessState.BACKOFF);

        CompletableFuture<Outcome> stop = PlayedWorld.stop(launcher, false, "again");
        world.pass(60_000);

        assertThat(stop.join().ok()).isTrue();
        assertThat(world.runs("again")).isFalse();
        assertThat(state("again")).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void whatDiesIsStartedAgainByItsPolicyAlsoAfterTheLinkWasLost() {
        serve(launcher);
        CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "again");
        world.pass(10_000);
        assertThat(start.join().ok()).isTrue();
        world.machineOf("again").cut();
        world.machineOf("again").die(world.key("again"), 1);

        world.pass(20_000);

        assertThat(state("again")).isEqualTo(ProcessState.READY);
        assertThat(launcher.process("again").orElseThrow().counts().restarts()).isEqualTo(1);
    }

    @Test
    void startAndStopWaitForATransportThatIsBeingExchanged() {
        world.launchers.get(0).connections().transport(false);
        CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "a");
        world.pass(5_000);
        assertThat(start).isNotDone();

        world.launchers.get(0).connections().transport(true);
        world.pass(5_000);

        assertThat(results(start)).containsExactly(Result.STARTED);
    }

    @Test
    void processOfATmuxThatIsStoppedIsUnknownAndAStartFails() {
        CompletableFuture<Outcome> before = PlayedWorld.start(launcher, "a");
        world.pass(5_000);
        assertThat(before.join().ok()).isTrue();

        world.machineOf("a").hang(true);
        CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "homing");
        world.pass(10_000);

        assertThat(state("a")).isEqualTo(ProcessState.UNKNOWN);
        assertThat(start).isCompleted();
        assertThat(start.join().ok()).isFalse();

        world.machineOf("a").hang(false);
        CompletableFuture<Void> looked = PlayedWorld.look(launcher, List.of("a", "homing"));
        world.pass(10_000);

        assertThat(looked).isCompleted();
        assertThat(state("a")).isEqualTo(ProcessState.READY);
        assertThat(world.machineOf("a").history()).as("not carried out later").hasSize(1);
    }

    @Test
    void processThatTheFileMovesToAnotherSessionIsMovedByARestartInWhicheverOrderTheAnswersCome() {
        Path file = file();
        for (int seed = 0; seed < 100; seed++) {
            world = new PlayedWorld(PlayedWorld.read(file, FILE), seed);
            launcher = world.launcher();
            serve(launcher);
            CompletableFuture<Outcome> start = PlayedWorld.start(launcher, "a");
            world.pass(5_000);
            assertThat(start.join().ok()).isTrue();

            PlayedWorld.read(file, FILE.replace("session: s", "session: other"));
            CompletableFuture<Void> reload = launcher.reload();
            world.pass(1_000);
            assertThat(reload).isCompleted();
            CompletableFuture<Outcome> restart = PlayedWorld.restart(launcher, "a");
            world.pass(10_000);

            assertThat(restart.join().ok()).isTrue();
            assertThat(world.machineOf("a").living(new ProcessKey("other", "a")))
                    .as("seed %d: %s", seed, world.machineOf("a").trace())
                    .isNotNull();
        }
    }
}
