/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.machine.PlayedMachine;
import org.junit.jupiter.api.Test;

/** What becomes of processes whose liveness checks fail, on machines that a test plays. */
class HealthTests extends WithPlayedWorld {

    private static final String FILE = """
            context: {session: s}
            watched: {cmd: a, alive_check: check-a, alive_period: 2s}
            restarted: {cmd: b, alive_check: check-b, alive_period: 2s, alive_failures: 2, restart: on-failure, restart_limit: 2}
            left: {cmd: c, alive_check: check-c, alive_period: 2s, restart: always, on_unhealthy: nothing}
            user: {cmd: d, depends: [watched]}
            far: {cmd: e, machine: far, alive_check: check-e, restart: always}
            deaf: {cmd: play-deaf, alive_check: check-f, restart: always, stop_timeout: 2s}
            """;

    HealthTests() {
        super(FILE);
    }

    private ProcessSnapshot process(String name) {
        return launcher.process(name).orElseThrow();
    }

    private void check(String process, String check, boolean passes) {
        world.machineOf(process).check(check, passes);
    }

    private PlayedMachine.Run started(String process) {
        CompletableFuture<Outcome> started = PlayedWorld.start(launcher, process);
        world.pass(3_000);
        assertThat(started).isCompleted();
        assertThat(state(process)).isEqualTo(ProcessState.READY);
        return world.living(process);
    }

    @Test
    void processIsUnhealthyAfterThreeChecksThatFailAndReadyAfterOneThatPasses() {
        serve(launcher);
        PlayedMachine.Run run = started("watched");
        check("watched", "a", false);

        world.pass(4_500);
        assertThat(state("watched")).isEqualTo(ProcessState.READY);

        world.pass(3_000);
        assertThat(state("watched")).isEqualTo(ProcessState.UNHEALTHY);
        assertThat(process("watched").message()).isEqualTo("alive_check: exit code 1: not yet");
        assertThat(process("watched").pid()).isNotNull();

        check("watched", "a", true);
        world.pass(3_000);
        assertThat(state("watched")).isEqualTo(ProcessState.READY);
        assertThat(process("watched").message()).isEmpty();
        assertThat(world.living("watched")).isSameAs(run);
    }

    @Test
    void checkThatTheFileSaysNowIsTheOneThatIsMade() {
        serve(launcher);
        started("watched");
        PlayedWorld.read(file(), FILE.replace("check-a", "check-other"));
        CompletableFuture<Void> reload = launcher.reload();
        world.pass(1_000);
        assertThat(reload).isCompleted();

        check("watched", "a", false);
        world.pass(10_000);
        assertThat(state("watched")).isEqualTo(ProcessState.READY);

        check("watched", "other", false);
        world.pass(10_000);
        assertThat(state("watched")).isEqualTo(ProcessState.UNHEALTHY);
    }

    @Test
    void failuresCountInARowOnly() {
        serve(launcher);
        started("watched");

        for (int i = 0; i < 10; i++) {
            check("watched", "a", false);
            world.pass(3_000);
            check("watched", "a", true);
            world.pass(3_000);
            assertThat(state("watched")).isEqualTo(ProcessState.READY);
        }
    }

    @Test
    void nobodyAsksBeforeItIsReadyOrWithoutAServe() {
        check("watched", "a", false);
        PlayedMachine.Run run = started("watched");

        world.pass(60_000);

        assertThat(state("watched")).isEqualTo(ProcessState.READY);
        assertThat(world.living("watched")).isSameAs(run);
    }

    @Test
    void serveThatComesLaterAsksToo() {
        started("watched");
        check("watched", "a", false);
        ConcertLauncher serving = world.launcher();

        serve(serving);
        world.pass(10_000);

        assertThat(state("watched")).as("as others see it").isEqualTo(ProcessState.UNHEALTHY);
    }

    @Test
    void whatItsPolicyRestartsIsEndedAndStartedAgain() {
        serve(launcher);
        PlayedMachine.Run run = started("restarted");
        check("restarted", "b", false);

        world.pass(3_800);

        assertThat(world.machineOf("restarted").lives(run)).isFalse();
        assertThat(state("restarted")).isEqualTo(ProcessState.BACKOFF);
        assertThat(process("restarted").message())
                .contains("was unhealthy: alive_check: exit code 1: not yet; restarted after 1 s");

        check("restarted", "b", true);
        world.pass(5_000);

        assertThat(state("restarted")).isEqualTo(ProcessState.READY);
        assertThat(world.living("restarted")).isNotSameAs(run);
        assertThat(process("restarted").counts().restarts()).isEqualTo(1);
    }

    @Test
    void twoServesRestartItOnce() {
        serve(launcher);
        ConcertLauncher other = world.launcher();
        serve(other);
        PlayedMachine.Run run = started("restarted");
        check("restarted", "b", false);
        world.pass(5_000);
        check("restarted", "b", true);

        world.pass(60_000);

        assertThat(world.machineOf("restarted").history()).hasSize(2);
        assertThat(world.machineOf("restarted").lives(run)).isFalse();
        assertThat(state("restarted")).isEqualTo(ProcessState.READY);
    }

    @Test
    void whatWasRestartedTooOftenIsLeftRunningAndSaysSo() {
        serve(launcher);
        started("restarted");
        check("restarted", "b", false);

        world.pass(120_000);

        assertThat(world.machineOf("restarted").history()).hasSize(3);
        assertThat(state("restarted")).isEqualTo(ProcessState.UNHEALTHY);
        assertThat(process("restarted").message())
                .isEqualTo("alive_check: exit code 1: not yet; not restarted: restart_limit is 2 in 10 min");
    }

    @Test
    void whatIsToBeLeftIsLeftUnhealthyWhateverItsPolicy() {
        serve(launcher);
        PlayedMachine.Run run = started("left");
        check("left", "c", false);

        world.pass(60_000);

        assertThat(state("left")).isEqualTo(ProcessState.UNHEALTHY);
        assertThat(world.living("left")).isSameAs(run);
    }

    @Test
    void startWaitsForADependencyThatIsUnhealthy() {
        serve(launcher);
        started("watched");
        check("watched", "a", false);
        world.pass(10_000);

        CompletableFuture<Outcome> started = PlayedWorld.start(launcher, "user");
        world.pass(5_000);
        assertThat(state("user")).isEqualTo(ProcessState.WAITING);
        assertThat(started).isNotDone();

        check("watched", "a", true);
        world.pass(5_000);
        assertThat(state("user")).isEqualTo(ProcessState.READY);
    }

    @Test
    void whatDependsOnItGoesOnAndSaysSo() {
        serve(launcher);
        started("watched");
        PlayedMachine.Run user = started("user");
        check("watched", "a", false);
        world.pass(10_000);

        assertThat(state("user")).isEqualTo(ProcessState.READY);
        assertThat(process("user").message()).isEqualTo("watched, which it depends on, is UNHEALTHY");

        world.machineOf("watched").die(world.key("watched"), 1);
        world.pass(1_000);
        assertThat(process("user").message()).isEqualTo("watched, which it depends on, is FAILED");

        check("watched", "a", true);
        started("watched");
        assertThat(process("user").message()).isEmpty();
        assertThat(world.living("user")).isSameAs(user);
    }

    @Test
    void linkThatIsLostIsNoFailure() {
        serve(launcher);
        PlayedMachine.Run run = started("far");
        world.machineOf("far").reachable(false);
        world.pass(60_000);
        assertThat(state("far")).isEqualTo(ProcessState.UNKNOWN);

        world.machineOf("far").reachable(true);
        world.pass(60_000);

        assertThat(state("far")).isEqualTo(ProcessState.READY);
        assertThat(world.living("far")).isSameAs(run);
    }

    @Test
    void stopOfWhatIsBeingEndedIsAStop() {
        serve(launcher);
        PlayedMachine.Run run = started("deaf");
        check("deaf", "f", false);
        world.pass(16_000);
        assertThat(state("deaf")).isEqualTo(ProcessState.UNHEALTHY);

        CompletableFuture<Outcome> stopped = PlayedWorld.stop(launcher, false, "deaf");
        world.pass(60_000);

        assertThat(stopped).isCompleted();
        assertThat(state("deaf")).isEqualTo(ProcessState.STOPPED);
        assertThat(world.machineOf("deaf").lives(run)).isFalse();
        assertThat(world.machineOf("deaf").history()).hasSize(1);
    }
}
