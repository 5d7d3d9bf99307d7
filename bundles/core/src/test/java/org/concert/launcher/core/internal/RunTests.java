/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concert.launcher.api.StartRequest.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Actor;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.Run;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.api.RunSnapshot.Step;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.api.StopRequest;
import org.junit.jupiter.api.Test;

/** What is told of starts and stops while they are under way, and after. */
class RunTests extends WithPlayedWorld {

    private static final String FILE = """
            context: {session: s}
            a: {cmd: a, ready_check: check-a, variants: {loud: {cmd: "{cmd} --loud"}}}
            b: {cmd: b, machine: far, depends: [a]}
            """;

    RunTests() {
        super(FILE);
    }

    private static Step step(RunSnapshot run, String name) {
        return run.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stepsTellWhatEachProcessWaitsForAndAtLastWhatBecameOfIt() throws Exception {
        world.machineOf("a").check("a", false);
        Run run = launcher.start("b");
        world.pass(5_000);

        assertThat(run.snapshot().ended()).isFalse();
        assertThat(run.snapshot().ok()).isFalse();
        assertThat(step(run.snapshot(), "a").state()).isEqualTo(ProcessState.RUNNING);
        assertThat(step(run.snapshot(), "b")).isEqualTo(new Step("b", ProcessState.WAITING, null, "waiting for a"));

        world.machineOf("a").check("a", true);
        world.pass(5_000);

        assertThat(run.snapshot().ended()).isTrue();
        assertThat(run.snapshot().ok()).isTrue();
        assertThat(run.snapshot().steps())
                .containsExactly(
                        new Step("a", ProcessState.READY, Result.STARTED, "ready"),
                        new Step("b", ProcessState.READY, Result.STARTED, "ready"));
        assertThat(run.outcome()).isCompletedWithValueMatching(outcome -> outcome.ok());
    }

    @Test
    void listenerHearsHowFarItIsAtOnceAndThenEachChangeUpToTheEnd() throws Exception {
        List<RunSnapshot> heard = new ArrayList<>();
        Run run = launcher.start("a", variants("loud"), heard::add);
        world.pass(5_000);

        assertThat(heard.get(0).ended()).isFalse();
        assertThat(heard)
                .extracting(each -> step(each, "a").state())
                .contains(ProcessState.STARTING, ProcessState.READY);
        assertThat(heard.get(heard.size() - 1)).isEqualTo(run.snapshot());
        assertThat(run.snapshot().ended()).isTrue();
        assertThat(run.snapshot().variants()).containsExactly("loud");
    }

    @Test
    void whoListensToWhatHasEndedHearsOfItsEndOnce() throws Exception {
        Run run = launcher.start("a");
        world.pass(5_000);
        List<RunSnapshot> heard = new ArrayList<>();
        run.listen(heard::add);
        world.pass(5_000);

        assertThat(heard).containsExactly(run.snapshot());
    }

    @Test
    void everybodyWhoListensToTheLauncherHearsOfARunWhoeverAskedForIt() throws Exception {
        List<RunSnapshot> heard = new ArrayList<>();
        launcher.listen(new ProcessListener() {
            @Override
            public void stateChanged(ProcessEvent event) {}

            @Override
            public void runChanged(RunSnapshot run) {
                heard.add(run);
            }
        });
        Actor ann = new Actor("ann", "http");
        Run run = Actor.callAs(ann, () -> launcher.start("a"));
        world.pass(5_000);

        assertThat(heard)
                .extracting(RunSnapshot::id)
                .containsOnly(run.snapshot().id());
        assertThat(heard).extracting(RunSnapshot::actor).containsOnly(ann);
        assertThat(heard).extracting(RunSnapshot::ended).startsWith(false).endsWith(true);
        assertThat(launcher.runs()).containsExactly(run.snapshot());
    }

    @Test
    void stopThatAnotherMachineKeepsFromItsEndSaysSoOfThatProcess() throws Exception {
        CompletableFuture<?> started = launcher.start("b").outcome();
        world.pass(5_000);
        assertThat(started).isCompleted();
        world.machineOf("b").reachable(false);
        Run run = launcher.stop(StopRequest.everything(false));
        world.pass(120_000);

        assertThat(run.snapshot().kind()).isEqualTo(Run.Kind.STOP);
        assertThat(run.snapshot().names()).containsExactly("a", "b");
        assertThat(run.snapshot().ended()).isTrue();
        assertThat(run.snapshot().ok()).isFalse();
        assertThat(step(run.snapshot(), "b").result()).isEqualTo(Result.UNREACHABLE);
    }

    @Test
    void runThatIsCancelledEndsAndBeginsNothingMore() throws Exception {
        world.machineOf("a").check("a", false);
        Run run = launcher.start("b");
        world.pass(5_000);
        run.cancel();
        world.machineOf("a").check("a", true);
        world.pass(5_000);

        assertThat(run.outcome()).isCancelled();
        assertThat(run.snapshot().ended()).isTrue();
        assertThat(run.snapshot().ok()).isFalse();
        assertThat(world.runs("a")).isTrue();
        assertThat(world.runs("b")).isFalse();
    }

    @Test
    void restartThatIsCancelledStartsNothing() throws Exception {
        CompletableFuture<?> started = launcher.start("b").outcome();
        world.pass(5_000);
        assertThat(started).isCompleted();
        Run run = launcher.restart(List.of("a"));
        run.cancel();
        world.pass(30_000);

        assertThat(world.runs("a") || world.runs("b")).isFalse();
        assertThat(run.snapshot().ended()).isTrue();
    }

    @Test
    void restartInAnotherWayHasOtherVariantsAndWhatDependsOnItComesBack() throws Exception {
        launcher.start("b");
        world.pass(5_000);
        Run run = launcher.restart(new StartRequest(List.of("a"), variants("loud"), Map.of()));
        world.pass(30_000);

        assertThat(run.snapshot().ok()).isTrue();
        assertThat(run.snapshot().variants()).containsExactly("loud");
        assertThat(launcher.process("a").orElseThrow().launch().variants()).containsExactly("loud");
        assertThat(world.runs("b")).isTrue();
    }

    @Test
    void restartThatDoesNotFitTheFileStopsNothing() throws Exception {
        launcher.start("a");
        world.pass(5_000);
        var request = new StartRequest(List.of("a"), variants("lod"), Map.of());

        assertThatThrownBy(() -> launcher.restart(request)).hasMessageContaining("'lod'");
        world.pass(5_000);
        assertThat(world.runs("a")).isTrue();
    }

    @Test
    void startThatDoesNotFitWhatIsKnownToRunIsRefusedAtOnce() throws Exception {
        launcher.start("a");
        world.pass(5_000);
        var request = new StartRequest(List.of("a"), variants("loud"), Map.of());

        assertThatThrownBy(() -> launcher.start(request))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.isConflict()).isTrue())
                .hasMessage("Cannot start a: it runs already, with no variants; stop it first to start it with variants"
                        + " loud");
    }

    @Test
    void sameRefusalIsAnOutcomeWhereItWasNotKnownWhatRuns() throws Exception {
        launcher.start("a");
        world.pass(5_000);
        ConcertLauncher other = world.launcher();
        Run run = other.start("a", variants("loud"), each -> {});
        world.pass(5_000);

        assertThat(step(run.snapshot(), "a").reason())
                .isEqualTo("runs already, with no variants; stop it first to start it with variants loud");
        assertThat(run.snapshot().ok()).isFalse();
    }
}
