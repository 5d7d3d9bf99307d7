/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.StartRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of processes that somebody asked for and that could not be started yet. */
class WishTests extends WithPlayedWorld {

    private static final String FILE = """
            context: {session: s, params: {rate: "10"}}
            core: {cmd: core, machine: far, ready_check: check-core, ready_period: 500ms, ready_timeout: 3s}
            nav: {cmd: "nav {rate}", depends: [core], variants: {fast: {}}}
            app: {cmd: app, depends: [nav]}
            log: {cmd: log, depends: [core: started]}
            """;

    private ConcertLauncher other;

    WishTests() {
        super(FILE);
    }

    @BeforeEach
    void createOther() {
        other = world.launcher();
    }

    private ProcessState seenByOther(String process) {
        return other.process(process).orElseThrow().state();
    }

    private Outcome ended(CompletableFuture<Outcome> outcome) {
        world.passUntil(List.of(outcome), 60_000);
        assertThat(outcome).isCompleted();
        return outcome.join();
    }

    /** Have an application be asked for whose core does not get ready. */
    private Outcome block() throws Exception {
        world.machineOf("core").check("core", false);
        return ended(launcher.start(new StartRequest(List.of("app"), List.of("fast"), Map.of("rate", "50")))
                .outcome());
    }

    private void mend() {
        world.machineOf("core").check("core", true);
        assertThat(ended(PlayedWorld.start(launcher, "core")).ok()).isTrue();
        world.pass(3_000);
    }

    @Test
    void whatItDependsOnHasFailedSoItIsBlockedForAllLaunchersWithTheReason() throws Exception {
        var outcome = block();
        var looked = PlayedWorld.look(other, List.of());
        world.passUntil(List.of(looked), 5_000);

        assertThat(outcome.of("app").orElseThrow().result()).isEqualTo(Result.FAILED);
        for (var each : List.of(launcher, other)) {
            assertThat(each.process("nav").orElseThrow().state()).isEqualTo(ProcessState.BLOCKED);
            assertThat(each.process("nav").orElseThrow().message()).isEqualTo("dependency 'core' failed");
            assertThat(each.process("app").orElseThrow().message())
                    .isEqualTo("dependency 'core' (through 'nav') failed");
            assertThat(each.process("core").orElseThrow().state()).isEqualTo(ProcessState.FAILED);
        }
        assertThat(other.process("nav").orElseThrow().launch().variants()).containsExactly("fast");
    }

    @Test
    void isStartedWithWhatItWasAskedForWithOnceThatIsMendedWhileALauncherServes() throws Exception {
        serve(other);
        block();

        mend();

        assertThat(List.of("core", "nav", "app")).allMatch(name -> state(name) == ProcessState.READY);
        var nav = other.process("nav").orElseThrow().launch();
        assertThat(nav.variants()).containsExactly("fast");
        assertThat(nav.params()).containsEntry("rate", "50");
    }

    @Test
    void staysBlockedWhereNobodyServes() throws Exception {
        block();

        mend();

        assertThat(state("nav")).isEqualTo(ProcessState.BLOCKED);
        assertThat(world.runs("nav")).isFalse();
    }

    @Test
    void isNotStartedAnyMoreOnceSomebodyHasAskedForItsStop() throws Exception {
        serve(other);
        block();

        var stopped = ended(PlayedWorld.stop(launcher, false, "app"));
        mend();

        assertThat(stopped.of("app").map(ProcessOutcome::message)).contains("was to be started; is not any more");
        assertThat(state("app")).isEqualTo(ProcessState.STOPPED);
        assertThat(seenByOther("app")).isEqualTo(ProcessState.STOPPED);
        assertThat(state("nav")).isEqualTo(ProcessState.READY);
    }

    @Test
    void stopOfWhatItDependsOnIsAStopOfIt() throws Exception {
        serve(other);
        block();

        ended(PlayedWorld.stop(launcher, false, "core"));
        mend();

        assertThat(state("nav")).isEqualTo(ProcessState.STOPPED);
        assertThat(world.runs("app")).isFalse();
    }

    @Test
    void isShownAsWaitingToOthersAndIsStoppedByThem() throws Exception {
        serve(other);
        world.machineOf("core").check("core", false);
        var outcome = launcher.start(StartRequest.of("app")).outcome();
        world.pass(1_500);
        assertThat(seenByOther("app")).isEqualTo(ProcessState.WAITING);

        var stopped = ended(PlayedWorld.stop(other, false, "nav"));

        assertThat(stopped.ok()).isTrue();
        world.machineOf("core").check("core", true);
        assertThat(ended(outcome).of("app").orElseThrow().message()).isEqualTo("not started: was stopped");
        assertThat(world.runs("nav")).isFalse();
        assertThat(world.runs("app")).isFalse();
        assertThat(state("app")).isEqualTo(ProcessState.STOPPED);
    }

    @Test
    void restartSaysThatItStartsAgainWhatItHasStoppedAndOthersThatAnotherDoes() throws Exception {
        serve(other);
        ended(PlayedWorld.start(launcher, "app"));
        Set<String> own = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        launcher.listen(event -> addIfWaiting(event, own));
        other.listen(event -> addIfWaiting(event, others));

        assertThat(ended(PlayedWorld.restart(launcher, "core")).ok()).isTrue();
        world.pass(2_000);

        assertThat(own).anyMatch(said -> said.contains("this launcher is about to start it"));
        assertThat(own).noneMatch(said -> said.contains("another launcher"));
        assertThat(others).allMatch(said -> said.contains("was asked for by another launcher"));
    }

    private static void addIfWaiting(ProcessEvent event, Set<String> said) {
        if (event.process().state() == ProcessState.WAITING) {
            said.add(event.process().message());
        }
    }

    @Test
    void goesOnBeingStartedByOneThatServesWhenTheLauncherThatWaitedForItHasGone() throws Exception {
        serve(other);
        world.machineOf("core").check("core", false);
        launcher.start(StartRequest.of("app"));
        world.pass(1_000);

        leave();
        world.pass(500);
        assertThat(seenByOther("app")).isIn(ProcessState.BLOCKED, ProcessState.WAITING);
        world.machineOf("core").check("core", true);
        world.pass(20_000);

        assertThat(List.of("core", "nav", "app")).allMatch(name -> seenByOther(name) == ProcessState.READY);
    }

    @Test
    void restartWhoseLauncherHasGoneAmidItsStopsIsSeenThrough() {
        ended(PlayedWorld.start(launcher, "app"));
        var before = world.living("app");
        serve(other);

        CompletableFuture<Outcome> restarted = PlayedWorld.restart(launcher, "core");
        world.pass(30);
        leave();
        world.pass(60_000);

        assertThat(restarted).isNotNull();
        assertThat(List.of("core", "nav", "app")).allMatch(name -> seenByOther(name) == ProcessState.READY);
        assertThat(world.living("app")).isNotSameAs(before);
    }

    @Test
    void whatWaitsOnlyForTheBeginningOfAnotherIsNotBlockedByItsFailure() throws Exception {
        world.machineOf("core").check("core", false);

        assertThat(ended(PlayedWorld.start(launcher, "log")).ok()).isTrue();

        assertThat(state("log")).isEqualTo(ProcessState.READY);
    }
}
