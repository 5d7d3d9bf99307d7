/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.window.Backoff;
import org.concert.launcher.core.internal.window.PaneMarks;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.RestartMarks;
import org.concert.launcher.core.internal.window.StartMark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state of a dead process with a restart policy, as every launcher sees it. */
class BackoffStateTests {

    private static final long DIED = 1_800_000_000;

    private static final RestartMarks SUPERVISED = new RestartMarks(true, 0, List.of(), null);
    private static final RestartMarks DUE_IN_4_S = new RestartMarks(
            true, 2, List.of(1L, 2L), new Backoff("a", Duration.ofSeconds(4), (DIED + 4) * 1000, 4711, ""));
    private static final RestartMarks REFUSED =
            new RestartMarks(true, 5, List.of(1L, 2L), Backoff.refused("a", "not restarted: enough"));

    private ProcessConfig always;

    @BeforeEach
    void read() throws Exception {
        always = Configs.process("cmd: x, restart: always");
    }

    @Test
    void deathUnderSupervisionMeansBackoffFromTheFirstMoment() {
        assertThat(state(dead(7, SUPERVISED, 0))).isEqualTo(ProcessState.BACKOFF);
        assertThat(state(dead(7, RestartMarks.NONE, 0))).isEqualTo(ProcessState.FAILED);
        assertThat(state(dead(0, RestartMarks.NONE, 0))).isEqualTo(ProcessState.EXITED);
    }

    @Test
    void deathThatNobodyReactsToIsAFailureAfterSomeSeconds() {
        assertThat(state(dead(7, SUPERVISED, 15))).isEqualTo(ProcessState.BACKOFF);
        assertThat(state(dead(7, SUPERVISED, 16))).isEqualTo(ProcessState.FAILED);
    }

    @Test
    void deathThatThePolicyIsNotForIsNoBackoff() throws Exception {
        var onFailure = Configs.process("cmd: x, restart: on-failure");

        assertThat(state(onFailure, dead(0, SUPERVISED, 0))).isEqualTo(ProcessState.EXITED);
        assertThat(state(Configs.process("cmd: x"), dead(7, SUPERVISED, 0))).isEqualTo(ProcessState.FAILED);
    }

    @Test
    void restartThatIsDueMeansBackoffUntilItIsLongOverdue() {
        assertThat(state(dead(7, DUE_IN_4_S, 1))).isEqualTo(ProcessState.BACKOFF);
        assertThat(state(dead(7, DUE_IN_4_S, 34))).isEqualTo(ProcessState.BACKOFF);
        assertThat(state(dead(7, DUE_IN_4_S, 35))).as("nobody made it").isEqualTo(ProcessState.FAILED);
    }

    @Test
    void whatOneLauncherHasDecidedHoldsForAnotherWithAnotherFile() throws Exception {
        assertThat(state(Configs.process("cmd: x"), dead(7, DUE_IN_4_S, 1))).isEqualTo(ProcessState.BACKOFF);
    }

    @Test
    void refusedRestartIsAFailureWhateverTheExitCode() {
        assertThat(state(dead(7, REFUSED, 1))).isEqualTo(ProcessState.FAILED);
        assertThat(state(dead(0, REFUSED, 1))).isEqualTo(ProcessState.FAILED);
    }

    @Test
    void stopWinsOverEverything() {
        for (RestartMarks marks : List.of(SUPERVISED, DUE_IN_4_S, REFUSED)) {
            assertThat(state(pane(true, ExitStatus.ofCode(7), 4711, marks, DIED)))
                    .isEqualTo(ProcessState.STOPPED);
        }
    }

    @Test
    void restartedProcessIsAsAliveAsAnyOther() {
        var restarted = new RestartMarks(true, 3, List.of(1L, 2L, 3L), null);

        assertThat(state(pane(false, null, 0, restarted, DIED))).isEqualTo(ProcessState.RUNNING);
    }

    @Test
    void backoffLastsUntilItsRestartIsLongOverdue() {
        assertThat(StateRule.backoffLasts(dead(7, DUE_IN_4_S, 1))).hasSeconds(33);
        assertThat(StateRule.backoffLasts(dead(7, SUPERVISED, 0))).hasSeconds(15);
    }

    @Test
    void whereTmuxDoesNotTellWhenItDiedTheFirstSightOfItsDeathCounts() {
        PaneRecord alive = pane(false, null, 0, SUPERVISED, DIED - 60);
        PaneRecord untold = new PaneRecord(
                alive.key(),
                "%7",
                new PaneRecord.Programs(4711, 0),
                new PaneRecord.End(ExitStatus.ofCode(7), 0),
                alive.start(),
                PaneMarks.NONE.withBegun(),
                SUPERVISED,
                DIED + 1);

        PaneRecord seen = untold.after(alive);

        assertThat(seen.endSeconds()).isEqualTo(DIED + 1);
        assertThat(untold.after(seen).endSeconds()).as("seen again").isEqualTo(DIED + 1);
        assertThat(untold.after(null).endSeconds()).as("never seen alive").isZero();
        assertThat(state(seen)).isEqualTo(ProcessState.BACKOFF);
        assertThat(state(untold)).isEqualTo(ProcessState.FAILED);
    }

    private ProcessState state(PaneRecord pane) {
        return state(always, pane);
    }

    private static ProcessState state(ProcessConfig config, PaneRecord pane) {
        return StateRule.state(config, true, pane, Outlived.NOTHING, Intent.NONE, null, Duration.ZERO);
    }

    private static PaneRecord dead(int exitCode, RestartMarks marks, int secondsAgo) {
        return pane(true, ExitStatus.ofCode(exitCode), 0, marks, DIED + secondsAgo);
    }

    private static PaneRecord pane(boolean dead, ExitStatus exit, long stopMillis, RestartMarks marks, long told) {
        var start = new StartMark("s/p/1", DIED * 1000, List.of(), Map.of(), "/log", "");
        return new PaneRecord(
                new ProcessKey("s", "p"),
                "%7",
                new PaneRecord.Programs(4711, 0),
                dead ? new PaneRecord.End(exit, DIED) : null,
                start,
                PaneMarks.NONE.withBegun().withStop(stopMillis),
                marks,
                told);
    }
}
