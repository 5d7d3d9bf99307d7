/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.TargetPlan;
import org.concert.launcher.api.TargetPlan.Action;
import org.junit.jupiter.api.Test;

/** What {@code up} makes of that which runs. */
class UpTests extends WithPlayedWorld {

    private static final String FILE = """
            context:
              session: s
              targets:
                comms: [link]
                field: {targets: [comms], run: [nav], variants: [real]}
                sim: {targets: [comms], run: [nav, world], variants: ["nav:sim"]}
                idle: []
            link: {cmd: link}
            driver: {cmd: driver, machine: far, variants: {mode: [{real: {cmd: "{cmd} -r"}}, {sim: {cmd: "{cmd} -s"}}]}}
            nav: {cmd: nav, depends: [link, driver], variants: {mode: [{real: {}}, {sim: {}}]}}
            world: {cmd: world}
            home: {cmd: home, persistent: false}
            arm: {cmd: arm, depends: [home]}
            """;

    UpTests() {
        super(FILE);
    }

    private Outcome up(String target) throws Exception {
        CompletableFuture<Outcome> outcome = launcher.up(target).outcome();
        world.passUntil(List.of(outcome), 60_000);
        return outcome.join();
    }

    private static Map<String, Action> actions(TargetPlan plan) {
        return plan.changes().stream().collect(Collectors.toMap(TargetPlan.Change::name, TargetPlan.Change::action));
    }

    @Test
    void startsAllOfTheTargetWithItsVariantsAndTheTargetIsInForce() throws Exception {
        var outcome = up("field");

        assertThat(outcome.ok()).as("%s", outcome).isTrue();
        assertThat(world.runs("link")).isTrue();
        assertThat(launcher.process("nav").orElseThrow().launch().variants()).containsExactly("real");
        assertThat(launcher.process("driver").orElseThrow().launch().variants()).containsExactly("real");
        assertThat(launcher.target()).isEqualTo("field");
        assertThat(launcher.planUp("field").isReached()).isTrue();
    }

    @Test
    void goesToAnotherTargetWithoutTouchingWhatBothShare() throws Exception {
        up("field");
        var link = world.living("link");
        world.launcher();

        assertThat(actions(launcher.planUp("sim")))
                .isEqualTo(Map.of(
                        "link", Action.KEEP,
                        "driver", Action.RESTART,
                        "nav", Action.RESTART,
                        "world", Action.START));
        var outcome = up("sim");

        assertThat(outcome.ok()).as("%s", outcome).isTrue();
        assertThat(world.living("link")).isSameAs(link);
        assertThat(launcher.process("nav").orElseThrow().launch().variants()).containsExactly("sim");
        assertThat(launcher.process("driver").orElseThrow().launch().variants()).isEmpty();
        assertThat(launcher.target()).isEqualTo("sim");

        up("comms");
        assertThat(world.living("link")).isSameAs(link);
        assertThat(world.runs("nav")).isFalse();
        assertThat(world.runs("driver")).isFalse();
        assertThat(world.runs("world")).isFalse();
        assertThat(launcher.target()).isEqualTo("comms");
    }

    @Test
    void targetWithoutProcessesStopsAll() throws Exception {
        up("sim");

        assertThat(up("idle").ok()).isTrue();

        assertThat(launcher.processes()).allMatch(process -> process.state() == ProcessState.STOPPED);
        assertThat(launcher.target()).isEqualTo("idle");
    }

    @Test
    void whatWasStartedByHandMakesItCustomAndIsStopped() throws Exception {
        up("comms");
        var started = PlayedWorld.start(launcher, "world");
        world.passUntil(List.of(started), 60_000);
        assertThat(launcher.target()).isEqualTo(TargetPlan.CUSTOM);

        var outcome = up("comms");

        assertThat(outcome.of("world").orElseThrow().result()).isEqualTo(Result.STOPPED);
        assertThat(launcher.target()).isEqualTo("comms");
    }

    @Test
    void whatHasDiedIsAskedForStillAndIsStartedAgain() throws Exception {
        up("comms");
        world.machineOf("link").die(world.key("link"), 3);
        world.pass(5_000);
        assertThat(launcher.process("link").orElseThrow().state()).isEqualTo(ProcessState.FAILED);
        assertThat(launcher.target()).isEqualTo("comms");
        assertThat(actions(launcher.planUp("comms"))).isEqualTo(Map.of("link", Action.START));

        assertThat(up("comms").ok()).isTrue();

        assertThat(world.runs("link")).isTrue();
    }

    @Test
    void laterOneTakesThePlaceOfAnEarlierWhichSaysSo() throws Exception {
        world.machineOf("driver").check("driver", false);
        Run field = launcher.up("field");
        world.pass(100);

        Run comms = launcher.up("comms");
        world.passUntil(List.of(field.outcome(), comms.outcome()), 60_000);

        assertThat(comms.outcome().join().ok()).isTrue();
        assertThat(field.outcome().join().ok()).isFalse();
        assertThat(field.outcome().join().processes())
                .filteredOn(process -> !process.ok())
                .allMatch(process -> process.message().contains("up comms")
                        || process.message().contains("was stopped"));
        assertThat(launcher.target()).isEqualTo("comms");
        assertThat(world.runs("nav")).isFalse();
        assertThat(world.runs("driver")).isFalse();
    }

    @Test
    void laterOneOfAnotherLauncherTakesThePlaceOfAnEarlierWhichSaysSo() throws Exception {
        for (int millis = 1; millis < 1_500; millis += 50) {
            createWorld();
            ConcertLauncher other = world.launcher();
            world.pass(millis);
            Run field = launcher.up("field");
            world.pass(millis);

            Run sim = other.up("sim");
            world.passUntil(List.of(field.outcome(), sim.outcome()), 60_000);

            assertThat(sim.outcome().join().ok()).as("%s", sim.outcome().join()).isTrue();
            assertThat(other.planUp("sim").isReached())
                    .as("after %d ms: %s", millis, other.planUp("sim").changes())
                    .isTrue();
            assertThat(launcher.target()).as("after %d ms", millis).isEqualTo("sim");
            assertThat(field.outcome().join().processes())
                    .filteredOn(process -> !process.ok())
                    .allMatch(process -> process.message().contains("was overtaken by up sim of another launcher")
                            || process.message().contains("stop"));
        }
    }

    @Test
    void whatALauncherHasLeftUndoneThatHasGoneIsDoneByOneThatServes() throws Exception {
        for (int millis = 20; millis < 1_500; millis += 20) {
            createWorld();
            up("sim");
            launcher.up("field");
            world.pass(millis);
            leave();
            world.pass(100);

            ConcertLauncher other = world.launcher();
            serve(other);
            world.pass(30_000);

            assertThat(other.target()).as("after %d ms", millis).isEqualTo("field");
            assertThat(other.planUp("field").isReached())
                    .as("after %d ms", millis)
                    .isTrue();
        }
    }

    @Test
    void whatWasLeftUndoneIsNotDoneAnyMoreOnceSomebodyHasAskedForSomethingElse() throws Exception {
        up("sim");
        launcher.up("field");
        world.pass(30);
        leave();
        world.pass(100);
        ConcertLauncher person = world.launcher();
        var stopped = PlayedWorld.stopAll(person);
        world.passUntil(List.of(stopped), 60_000);

        ConcertLauncher other = world.launcher();
        serve(other);
        world.pass(30_000);

        assertThat(other.processes()).allMatch(process -> process.state() == ProcessState.STOPPED);
    }

    @Test
    void laterOfTwoThatAreAskedForInTheSameMillisecondWins() throws Exception {
        for (int i = 0; i < 20; i++) {
            createWorld();
            Run field = launcher.up("field");
            Run comms = launcher.up("comms");
            world.passUntil(List.of(field.outcome(), comms.outcome()), 60_000);

            assertThat(comms.outcome().join().ok())
                    .as("%s", comms.outcome().join())
                    .isTrue();
            assertThat(launcher.target()).isEqualTo("comms");
        }
    }

    @Test
    void unknownTargetIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> launcher.up("feild"))
                .isInstanceOf(RequestException.class)
                .hasMessage("no target 'feild' (did you mean 'field'?)");
    }

    @Test
    void nothingRunsBesideATargetOfWhichAMachineCannotBeAsked() throws Exception {
        up("comms");
        launcher.start(StartRequest.of("driver"));
        world.pass(20_000);
        world.machineOf("driver").reachable(false);
        world.machineOf("driver").cut();
        world.pass(60_000);
        assertThat(launcher.process("driver").orElseThrow().state()).isEqualTo(ProcessState.UNKNOWN);

        var plan = launcher.planUp("comms");

        assertThat(actions(plan)).containsEntry("driver", Action.STOP);
        assertThat(plan.changes().get(0).reason()).startsWith("may be running: ");
        assertThat(up("comms").of("driver").orElseThrow().result()).isEqualTo(Result.UNREACHABLE);
    }
}
