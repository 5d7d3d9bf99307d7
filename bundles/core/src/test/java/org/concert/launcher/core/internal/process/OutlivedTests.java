/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.process.Outlived.Phase;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of programs without a window, and in which state a process is by that. */
class OutlivedTests {

    private static final String RUN = "robot/p/run";
    private static final ProcessTree TWO = ProcessTree.parse("4711:1:sleep\n4712:1:sh\n");
    private static final ProcessConfig CONFIG = TestProcesses.of("");

    @Test
    void windowThatIsClosedByHandLeavesItsProgramsInDoubt() {
        var closed = Outlived.NOTHING.told(alive(), TWO, null);

        assertThat(closed.runs()).isEqualTo(Map.of(RUN, TWO));
        assertThat(state(null, closed)).isEqualTo(ProcessState.STOPPING);
        assertThat(state(null, closed.without(RUN))).isEqualTo(ProcessState.STOPPED);
        assertThat(state(null, closed.with(RUN, Phase.LIVING, TWO))).isEqualTo(ProcessState.FAILED);
    }

    @Test
    void windowThatGoesAfterAStopOrADeathIsStoppedUntilSomethingOfItIsFound() {
        var stopped = line().with("@concert_stop", "1").pane();
        var dead = line().dead("0", "").pane();

        for (PaneRecord before : List.of(stopped, dead)) {
            var gone = Outlived.NOTHING.told(before, ProcessTree.EMPTY, null);

            assertThat(gone.runs()).containsOnlyKeys(RUN);
            assertThat(state(null, gone)).isEqualTo(ProcessState.STOPPED);
        }
    }

    @Test
    void whatIsFoundWithoutAWindowIsSaidWithItsProcessIds() {
        var found = Outlived.NOTHING.found(Map.of(RUN, List.of(12L, 7L)), null);

        assertThat(state(null, found)).isEqualTo(ProcessState.FAILED);
        assertThat(found.message(null)).isEqualTo("its window is gone, but 2 of its programs live on (7, 12)");
    }

    @Test
    void ofManyOnlySomeProcessIdsAreSaid() {
        var found = Outlived.NOTHING.found(
                Map.of(RUN, LongStream.rangeClosed(1, 20).boxed().toList()), null);

        assertThat(found.message(null)).endsWith("20 of its programs live on (1, 2, 3, 4, 5, 6, 7, 8 and 12 more)");
    }

    @Test
    void runThatHasAWindowAfterAllIsNoneWithout() {
        var found = Outlived.NOTHING.found(Map.of(RUN, List.of(7L)), null);

        assertThat(found.told(null, ProcessTree.EMPTY, alive())).isEqualTo(Outlived.NOTHING);
        assertThat(found.told(
                                null,
                                ProcessTree.EMPTY,
                                line().with("@concert_start", "run=robot%2Fp%2Fother&start=1")
                                        .pane())
                        .livesOn(RUN))
                .isTrue();
    }

    @Test
    void whatAStopCouldNotEndIsFailedUntilItIsGone() {
        for (var pane : List.of(
                line().with("@concert_stop", "1"),
                line().with("@concert_stop", "1").dead("", "9"))) {
            var left = pane.with("@concert_left", "4711%3A1%3Asleep").pane();
            var noted = Outlived.NOTHING.told(null, ProcessTree.EMPTY, left);

            assertThat(state(left, noted)).isEqualTo(ProcessState.FAILED);
            assertThat(noted.message(left)).startsWith("a stop could not end it: 1 of its programs live on (4711);");

            var over = noted.with(RUN, Phase.OVER, ProcessTree.EMPTY);
            assertThat(over.told(left, ProcessTree.EMPTY, left))
                    .as("its mark may be old")
                    .isEqualTo(over);
            assertThat(over.runs()).isEmpty();
            assertThat(state(left, over)).isIn(ProcessState.STOPPED, ProcessState.STOPPING);
        }
    }

    @Test
    void whatACommandMayHaveLeftInTheBackgroundIsToBeLookedFor() {
        var dead = line().dead("0", "").pane();
        var ended = Outlived.NOTHING.told(alive(), TWO, dead);

        assertThat(ended.ended()).containsOnlyKeys(RUN);
        assertThat(ended.runs()).as("there is no sign of it").isEmpty();
        assertThat(ended.told(dead, TWO, dead)).isEqualTo(ended);

        var found = ended.with(RUN, Phase.BACKGROUND, TWO);
        assertThat(found.background()).isEqualTo("; left 2 programs running in the background (4711, 4712)");
        assertThat(found.runs()).isEqualTo(Map.of(RUN, TWO));
        assertThat(state(dead, found)).as("how it ended").isEqualTo(ProcessState.EXITED);

        var over = found.with(RUN, Phase.OVER, ProcessTree.EMPTY);
        assertThat(over.told(dead, TWO, dead)).as("it is not looked for again").isEqualTo(over);
        assertThat(over.background()).isEmpty();
    }

    @Test
    void whatWasStoppedOrHasNoWindowLeavesNothingInTheBackground() {
        var stopped = line().with("@concert_stop", "1").dead("", "2").pane();

        assertThat(Outlived.NOTHING.told(alive(), TWO, stopped)).isEqualTo(Outlived.NOTHING);
        assertThat(Outlived.NOTHING
                        .told(alive(), TWO, line().dead("0", "").pane())
                        .told(line().dead("0", "").pane(), TWO, stopped))
                .isEqualTo(Outlived.NOTHING);
    }

    @Test
    void programsThatAOneTimeLookFindsBesideADeadPaneAreInTheBackground() {
        var dead = line().dead("1", "").pane();
        var found = Outlived.NOTHING.found(Map.of(RUN, List.of(7L)), dead);

        assertThat(found.livesOn()).isFalse();
        assertThat(found.background()).isEqualTo("; left 1 program running in the background (7)");
    }

    @Test
    void programsThatWereKnownByNumberAreForgottenWithTheConnection() {
        var closed = Outlived.NOTHING.told(alive(), TWO, null).withoutPrograms();

        assertThat(closed.runs()).isEqualTo(Map.of(RUN, ProcessTree.EMPTY));
    }

    private static ProcessState state(@Nullable PaneRecord pane, Outlived outlived) {
        return StateRule.state(CONFIG, true, pane, outlived, Intent.NONE, null, Duration.ZERO);
    }

    private static PaneRecord alive() {
        return line().pane();
    }

    private static PaneLine line() {
        return PaneLine.of("robot/p").startedAt(1);
    }
}
