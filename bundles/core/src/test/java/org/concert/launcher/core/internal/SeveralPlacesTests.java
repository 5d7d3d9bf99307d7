/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.core.internal.machine.PlayedMachine;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that run in one place or another, by what they are started with. */
class SeveralPlacesTests extends WithPlayedWorld {

    private static final String FILE = """
            context:
              session: s
              targets: {field: [arm], desk: {run: [arm], variants: [sim]}}
            world: {cmd: world}
            driver: {cmd: driver, machine: robot, restart: on-failure, variants: {sim: {machine: local, depends: [world]}}}
            arm: {cmd: arm, depends: [driver]}
            """;

    private static final ProcessKey DRIVER = new ProcessKey("s", "driver");

    private ConcertLauncher other;
    private PlayedMachine here;
    private PlayedMachine robot;

    SeveralPlacesTests() {
        super(FILE);
    }

    @BeforeEach
    void createOther() {
        other = world.launcher();
        here = world.machine("local");
        robot = world.machine("robot");
    }

    private Outcome ended(CompletableFuture<Outcome> outcome) {
        world.passUntil(List.of(outcome), 60_000);
        assertThat(outcome).isCompleted();
        return outcome.join();
    }

    private Outcome start(ConcertLauncher by, String name, String... variants) throws Exception {
        return ended(by.start(new StartRequest(List.of(name), List.of(variants), Map.of()))
                .outcome());
    }

    private void look(ConcertLauncher by) {
        var looked = PlayedWorld.look(by, List.of());
        world.passUntil(List.of(looked), 30_000);
    }

    private static String shown(ConcertLauncher by, String name) {
        var process = by.process(name).orElseThrow();
        return process.state() + " on " + process.machine();
    }

    private boolean runsHere() {
        return here.living(DRIVER) != null;
    }

    private boolean runsOnTheRobot() {
        return robot.living(DRIVER) != null;
    }

    @Test
    void startsWhereTheVariantHasItAndWhatThatDependsOnFirst() throws Exception {
        var outcome = start(launcher, "arm", "sim");

        assertThat(outcome.ok()).as(outcome.toString()).isTrue();
        assertThat(runsHere()).isTrue();
        assertThat(runsOnTheRobot()).isFalse();
        assertThat(world.runs("world")).isTrue();
        assertThat(shown(launcher, "driver")).isEqualTo("READY on local");
        assertThat(launcher.descriptions().get(1).machine()).isEqualTo("local");
    }

    @Test
    void startsWhereTheFileHasItWithoutAVariant() throws Exception {
        assertThat(start(launcher, "arm").ok()).isTrue();

        assertThat(runsOnTheRobot()).isTrue();
        assertThat(runsHere()).isFalse();
        assertThat(world.runs("world")).isFalse();
        assertThat(shown(launcher, "driver")).isEqualTo("READY on robot");
    }

    @Test
    void isFoundWhereItRunsByALauncherThatHasJustBegun() throws Exception {
        start(launcher, "driver", "sim");

        look(other);

        assertThat(shown(other, "driver")).isEqualTo("READY on local");
        assertThat(other.process("driver").orElseThrow().launch().variants()).containsExactly("sim");
    }

    @Test
    void isNotStartedASecondTimeInAnotherPlace() throws Exception {
        start(launcher, "driver", "sim");

        var plain = start(other, "driver");

        assertThat(plain.of("driver").map(ProcessOutcome::result)).contains(Result.ALREADY_RUNNING);
        assertThat(runsOnTheRobot()).isFalse();
    }

    @Test
    void twoLaunchersThatStartItInTwoPlacesAtOnceLeaveOne() throws Exception {
        var sim = launcher.start(new StartRequest(List.of("driver"), List.of("sim"), Map.of()))
                .outcome();
        var real = other.start(StartRequest.of("driver")).outcome();
        world.passUntil(List.of(sim, real), 60_000);

        assertThat(runsHere() && runsOnTheRobot()).isFalse();
        assertThat(runsHere()).isEqualTo(sim.join().ok());
        assertThat(runsOnTheRobot()).isEqualTo(real.join().ok());
    }

    @Test
    void stopReachesItWhereItRuns() throws Exception {
        start(launcher, "arm", "sim");

        var stopped = ended(PlayedWorld.stop(other, false, "world"));

        assertThat(stopped.ok()).as(stopped.toString()).isTrue();
        assertThat(runsHere()).isFalse();
        assertThat(world.runs("arm"))
                .as("depends on it, by what the variant adds")
                .isFalse();
    }

    @Test
    void stopOfWhatOnlyAnotherVariantDependsOnLeavesItAlone() throws Exception {
        start(launcher, "world");
        start(launcher, "arm");

        ended(PlayedWorld.stop(other, false, "world"));

        assertThat(runsOnTheRobot()).isTrue();
        assertThat(world.runs("arm")).isTrue();
    }

    @Test
    void targetsMoveIt() throws Exception {
        assertThat(ended(PlayedWorld.up(launcher, "field")).ok()).isTrue();
        look(other);

        var desk = ended(PlayedWorld.up(other, "desk"));

        assertThat(desk.ok()).as(desk.toString()).isTrue();
        assertThat(runsHere()).isTrue();
        assertThat(runsOnTheRobot()).isFalse();
        world.pass(2_000);
        assertThat(other.target()).isEqualTo("desk");
        var field = ended(PlayedWorld.up(launcher, "field"));
        assertThat(field.ok()).as(field.toString()).isTrue();
        assertThat(runsHere()).isFalse();
        assertThat(runsOnTheRobot()).isTrue();
        assertThat(launcher.target()).isEqualTo("field");
    }

    @Test
    void machineThatCannotBeReachedIsNoObstacleToAStartElsewhere() throws Exception {
        robot.reachable(false);
        look(launcher);
        assertThat(shown(launcher, "driver")).isEqualTo("UNKNOWN on robot");

        var outcome = start(launcher, "arm", "sim");
        look(other);

        assertThat(outcome.ok()).as(outcome.toString()).isTrue();
        assertThat(shown(launcher, "driver")).isEqualTo("READY on local");
        assertThat(shown(other, "driver")).isEqualTo("READY on local");
        ended(PlayedWorld.stop(launcher, false, "driver"));
        assertThat(runsHere()).isFalse();
    }

    @Test
    void runningInTwoPlacesIsToldWhenTheMachineIsBack() throws Exception {
        start(launcher, "driver");
        robot.reachable(false);
        start(other, "driver", "sim");
        robot.reachable(true);

        look(other);
        world.pass(30_000);
        look(other);

        assertThat(other.process("driver").orElseThrow().message()).isEqualTo("runs on robot, too");
    }

    @Test
    void isStartedAgainWhereItDied() throws Exception {
        serve(other);
        start(launcher, "driver", "sim");
        world.pass(2_000);

        here.die(DRIVER, 1);
        world.pass(10_000);

        assertThat(runsHere()).isTrue();
        assertThat(runsOnTheRobot()).isFalse();
        assertThat(shown(other, "driver")).isEqualTo("READY on local");
    }

    @Test
    void whatDiedElsewhereIsNotStartedAgainOnceItRunsHere() throws Exception {
        serve(other);
        start(launcher, "driver");
        world.pass(2_000);
        robot.die(DRIVER, 1);
        world.pass(100);

        start(launcher, "driver", "sim");
        world.pass(30_000);

        assertThat(runsHere() && runsOnTheRobot()).isFalse();
        assertThat(shown(other, "driver")).startsWith("READY");
    }

    @Test
    void endIsShownWhereItWas() throws Exception {
        start(launcher, "driver", "sim");

        here.die(DRIVER, 3);
        world.pass(2_000);
        look(other);

        for (var each : List.of(launcher, other)) {
            assertThat(shown(each, "driver")).isEqualTo("FAILED on local");
        }
        assertThat(launcher.process("world").orElseThrow().state()).isEqualTo(ProcessState.READY);
    }

    @Test
    void restartIsInTheSamePlace() throws Exception {
        start(launcher, "arm", "sim");

        var outcome = ended(PlayedWorld.restart(other, "driver"));

        assertThat(outcome.ok()).as(outcome.toString()).isTrue();
        assertThat(runsHere()).isTrue();
        assertThat(runsOnTheRobot()).isFalse();
        assertThat(other.process("driver").orElseThrow().launch().variants()).containsExactly("sim");
    }

    @Test
    void whateverTwoLaunchersDoItRunsInOnePlaceInTheEnd() throws Exception {
        var chance = new Random(17);
        for (int sequence = 0; sequence < Integer.getInteger("sequences", 70); sequence++) {
            createWorld();
            createOther();
            serve(chance.nextBoolean() ? launcher : other);
            List<CompletableFuture<Outcome>> asked = new ArrayList<>();
            StringBuilder told = new StringBuilder();
            for (int step = 0; step < 6; step++) {
                ConcertLauncher by = chance.nextBoolean() ? launcher : other;
                int what = chance.nextInt(6);
                told.append(by == launcher ? "first " : "other ").append(what).append(", ");
                try {
                    asked.add(happens(by, what));
                } catch (RequestException e) {
                    told.append("refused, ");
                }
                world.pass(chance.nextInt(3) * 400L);
            }
            world.passUntil(asked, 60_000);
            world.pass(20_000);

            assertThat(asked).as("%d: %s", sequence, told).allMatch(CompletableFuture::isDone);
            assertThat(runsHere() && runsOnTheRobot())
                    .as("%d: %s", sequence, told)
                    .isFalse();
            for (var each : List.of(launcher, other)) {
                look(each);
                String where = runsHere() ? "READY on local" : runsOnTheRobot() ? "READY on robot" : " on ";
                assertThat(shown(each, "driver")).as("%d: %s", sequence, told).contains(where);
                assertThat(each.process("driver").orElseThrow().pid() != null)
                        .as("%d: %s", sequence, told)
                        .isEqualTo(runsHere() || runsOnTheRobot());
            }
        }
    }

    private CompletableFuture<Outcome> happens(ConcertLauncher by, int what) throws LauncherException {
        return switch (what) {
            case 0 ->
                by.start(new StartRequest(List.of("arm"), List.of("sim"), Map.of()))
                        .outcome();
            case 1 -> by.start(StartRequest.of("driver")).outcome();
            case 2 -> PlayedWorld.stop(by, false, "driver");
            case 3 -> PlayedWorld.up(by, "desk");
            case 4 -> PlayedWorld.up(by, "field");
            default -> {
                here.die(DRIVER, 1);
                robot.die(DRIVER, 1);
                yield PlayedWorld.restart(by, "driver");
            }
        };
    }
}
