/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.machine.PlayedMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of processes whose dependency dies, on machines that a test plays. */
class WithDependencyTests extends WithPlayedWorld {

    private static final String FILE = """
            context: {session: s}
            core: {cmd: core, restart: on-failure, restart_limit: unlimited}
            goes_on: {cmd: a, depends: [core]}
            stops: {cmd: b, depends: [core], with_dependency: stop}
            user: {cmd: c, depends: [stops]}
            l1: {cmd: l1, depends: [core], with_dependency: restart}
            l2: {cmd: l2, machine: far, depends: [l1], with_dependency: restart}
            l3: {cmd: l3, depends: [l2], with_dependency: restart}
            l4: {cmd: l4, machine: far, depends: [l3], with_dependency: restart}
            l5: {cmd: l5, depends: [l4], with_dependency: restart}
            base: {cmd: base, restart: on-failure}
            c1: {cmd: c1, depends: [base], with_dependency: restart}
            c2: {cmd: c2, depends: [c1], with_dependency: restart}
            c3: {cmd: c3, machine: far, depends: [c2], with_dependency: restart}
            c4: {cmd: c4, depends: [c3], with_dependency: restart}
            c5: {cmd: c5, depends: [c4], with_dependency: restart}
            mortal: {cmd: m}
            widow: {cmd: w, depends: [mortal], with_dependency: restart}
            """;

    WithDependencyTests() {
        super(FILE);
    }

    @BeforeEach
    void keepToPolicies() {
        serve(launcher);
    }

    private PlayedMachine.Run started(String process) {
        CompletableFuture<?> started = PlayedWorld.start(launcher, process);
        world.pass(5_000);
        assertThat(started).isCompleted();
        assertThat(state(process)).isEqualTo(ProcessState.READY);
        return world.living(process);
    }

    private void die(String process) {
        world.machineOf(process).die(world.key(process), 7);
    }

    private long runsOf(String process) {
        return world.machineOf(process).history().stream()
                .filter(run -> run.key.equals(world.key(process)))
                .count();
    }

    @Test
    void byDefaultItGoesOn() {
        PlayedMachine.Run run = started("goes_on");

        die("core");
        world.pass(20_000);

        assertThat(state("core")).isEqualTo(ProcessState.READY);
        assertThat(world.living("goes_on")).isSameAs(run);
    }

    @Test
    void itIsStoppedWithWhatDependsOnItInTurn() {
        started("user");

        die("core");
        world.pass(20_000);

        assertThat(state("core")).isEqualTo(ProcessState.READY);
        assertThat(state("user")).isEqualTo(ProcessState.STOPPED);
        assertThat(state("stops")).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void chainIsRestartedInOrderEachTimeAndOnce() {
        started("l5");
        List<String> chain = List.of("l1", "l2", "l3", "l4", "l5");

        for (int deaths = 1; deaths <= 3; deaths++) {
            die("core");
            world.pass(40_000);

            for (String name : chain) {
                assertThat(state(name)).as(name).isEqualTo(ProcessState.READY);
                assertThat(runsOf(name)).as(name).isEqualTo(1 + deaths);
            }
            Map<String, Long> begun = new HashMap<>();
            chain.forEach(name -> begun.put(name, world.living(name).begunNanos));
            assertThat(chain).isSortedAccordingTo((a, b) -> Long.compare(begun.get(a), begun.get(b)));
        }
    }

    /** The limit of what dies is the limit of all that is restarted with it: there is no storm. */
    @Test
    void chainIsRestartedNoMoreOftenThanWhatDiesEveryTenSeconds() {
        started("c5");
        List<String> chain = List.of("c1", "c2", "c3", "c4", "c5");

        for (int seconds = 0; seconds < 600; seconds += 10) {
            if (world.runs("base")) {
                die("base");
            }
            world.pass(10_000);
        }

        long restarts = runsOf("base") - 1;
        assertThat(restarts).isEqualTo(5);
        assertThat(state("base")).isEqualTo(ProcessState.FAILED);
        for (String name : chain) {
            assertThat(runsOf(name)).as(name).isBetween(2L, 1 + restarts);
            assertThat(state(name)).as(name).isEqualTo(ProcessState.READY);
        }
        assertThat(launcher.process("c1").orElseThrow().message()).isEqualTo("base, which it depends on, is FAILED");
        Map<String, Long> begun = new HashMap<>();
        chain.forEach(name -> begun.put(name, world.living(name).begunNanos));
        assertThat(chain).isSortedAccordingTo((a, b) -> Long.compare(begun.get(a), begun.get(b)));
    }

    @Test
    void twoServesRestartItOnce() {
        serve(world.launcher());
        started("l1");

        die("core");
        world.pass(40_000);

        assertThat(state("l1")).isEqualTo(ProcessState.READY);
        assertThat(runsOf("l1")).isEqualTo(2);
    }

    @Test
    void itIsRestartedWhenAPersonStartsAgainWhatHadDied() {
        PlayedMachine.Run widow = started("widow");
        die("mortal");
        world.pass(20_000);
        assertThat(world.living("widow")).isSameAs(widow);

        started("mortal");
        world.pass(10_000);

        assertThat(state("widow")).isEqualTo(ProcessState.READY);
        assertThat(runsOf("widow")).isEqualTo(2);
    }

    @Test
    void itIsRestartedWhenAPersonIsQuickerThanThePolicy() {
        started("l1");
        die("core");
        world.pass(300);
        assertThat(state("core")).isEqualTo(ProcessState.BACKOFF);

        CompletableFuture<?> started = PlayedWorld.start(world.launcher(), "core");
        world.pass(20_000);

        assertThat(started).isCompleted();
        assertThat(runsOf("core")).isEqualTo(2);
        assertThat(state("l1")).isEqualTo(ProcessState.READY);
        assertThat(runsOf("l1")).isEqualTo(2);
    }

    @Test
    void stopThatIsAskedForTakesNobodyAlongLater() {
        started("l1");
        CompletableFuture<?> stopped = PlayedWorld.stop(launcher, false, "core");
        world.pass(20_000);
        assertThat(stopped).isCompleted();

        started("core");
        world.pass(20_000);

        assertThat(state("l1")).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void lostLinkIsNoDeath() {
        PlayedMachine.Run run = started("l3");
        world.machineOf("l2").reachable(false);
        world.pass(20_000);
        world.machineOf("l2").reachable(true);
        world.pass(30_000);

        assertThat(world.living("l3")).isSameAs(run);
        assertThat(runsOf("l2")).isEqualTo(1);
    }

    @Test
    void withoutAServeNothingIsDone() {
        PlayedWorld alone = new PlayedWorld(world.config, 2);
        ConcertLauncher command = alone.launcher();
        CompletableFuture<?> started = PlayedWorld.start(command, "stops");
        alone.pass(5_000);
        assertThat(started).isCompleted();

        alone.machineOf("core").die(alone.key("core"), 7);
        alone.pass(20_000);

        assertThat(alone.runs("stops")).isTrue();
    }
}
