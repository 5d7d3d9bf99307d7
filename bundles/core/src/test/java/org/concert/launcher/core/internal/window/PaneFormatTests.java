/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concert.launcher.api.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaneFormatTests {

    private static final PaneLine ALIVE = PaneLine.of("robot/imu").startedAt(1000);

    @Test
    void livingPaneIsReadWithItsMarks() {
        var mark = new StartMark("robot/imu/1", 1234, List.of("a"), Map.of("k", "v"), "/log", "");

        var pane = ALIVE.started(mark)
                .with(PaneFormat.READY, "2000")
                .with(PaneFormat.STOP, "3000")
                .with(PaneFormat.FAILURE, StartMark.encode("not ready | in 3 s"))
                .with(PaneFormat.LACK, StartMark.encode("exit code 1: a | b"))
                .pane();

        assertThat(pane.key()).isEqualTo(new ProcessKey("robot", "imu"));
        assertThat(pane.paneId()).isEqualTo("%7");
        assertThat(pane.pid()).isEqualTo(4711);
        assertThat(pane.alive()).isTrue();
        assertThat(pane.exit()).isNull();
        assertThat(pane.start()).isEqualTo(mark);
        assertThat(pane.marks().readyMillis()).isEqualTo(2000);
        assertThat(pane.marks().stopMillis()).isEqualTo(3000);
        assertThat(pane.marks().failure()).isEqualTo("not ready | in 3 s");
        assertThat(pane.marks().lack()).isEqualTo("exit code 1: a | b");
    }

    @Test
    void commandHasBegunWhenItsShellSaysSoOrSaysNothing() {
        var tells = ALIVE.started(new StartMark(
                "robot/imu/1", 1234, 0, 0, List.of(), Map.of(), "/log", "", true, StartMark.Source.NONE, 1));
        var told = PaneFormat.TOLD_BEGUN.substring(2, PaneFormat.TOLD_BEGUN.length() - 1);

        assertThat(ALIVE.pane().marks().begun()).isTrue();
        assertThat(tells.pane().marks().begun()).isFalse();
        assertThat(tells.with(told, "1").pane().marks().begun()).isTrue();
        assertThat(tells.with(PaneFormat.BEGUN, "60123").pane().marks().begun()).isTrue();
        assertThat(tells.with(PaneFormat.BEGUN, "60123").pane().marks().beginMillis())
                .isEqualTo(60123);
    }

    @Test
    void marksThatAreNotSetAreNothing() {
        var pane = PaneLine.of("robot/imu").pane();

        assertThat(pane.start()).isEqualTo(StartMark.decode(""));
        assertThat(pane.marks().readyMillis()).isZero();
        assertThat(pane.marks().stopMillis()).isZero();
        assertThat(pane.marks().failure()).isEmpty();
    }

    @Test
    void deadPaneTellsHowItEnded() {
        var ended = ALIVE.dead("7", "").with("pane_dead_time", "99").pane();

        assertThat(ended.alive()).isFalse();
        assertThat(ended.exit()).isEqualTo(ExitStatus.ofCode(7));
        assertThat(ended.endSeconds()).isEqualTo(99);
        assertThat(ALIVE.dead("", "11").pane().exit()).isEqualTo(ExitStatus.ofSignal(11));
        assertThat(ALIVE.dead("0", "9").pane().exit()).as("a signal says more").isEqualTo(ExitStatus.ofSignal(9));
    }

    @Test
    void deadPaneWhoseEndIsNotKnownYetCountsAsAlive() {
        var pane = ALIVE.dead("", "").pane();

        assertThat(pane.dead()).isTrue();
        assertThat(pane.exit()).isNull();
        assertThat(pane.alive()).isTrue();
    }

    @Test
    void paneWithoutOurMarkBelongsToSomebodyElse() {
        assertThat(PaneFormat.read(List.of(PaneLine.of("").toString()))).isEmpty();
    }

    @Test
    void windowOfTheOriginalIsAProcessOfWhichNothingIsNoted() {
        var pane = PaneLine.of("!robot/imu").pane();

        assertThat(pane.key()).isEqualTo(new ProcessKey("robot", "imu"));
        assertThat(Original.isRun(pane.start().run())).isTrue();
        assertThat(pane.marks().begun()).isTrue();
        assertThat(pane.marks().captureFailure()).contains("/tmp/imu.stdout");
        assertThat(PaneFormat.read(List.of(PaneLine.of("!robot/my own window").toString())))
                .isEmpty();
    }

    @Test
    void linesThatAreNoPaneAreNoise() {
        assertThat(PaneFormat.read(List.of("", "|", "no server running on /tmp/x", "%1|2|3")))
                .isEmpty();
    }

    @Test
    void livingPaneIsTheOneThatCounts() {
        var living = ALIVE.with("pane_id", "%1");
        var dead = ALIVE.dead("0", "").startedAt(9000).with("pane_id", "%2");

        assertThat(ids(living, dead)).containsExactly("%1");
        assertThat(ids(dead, living)).containsExactly("%1");
    }

    @Test
    void ofTwoOfAKindTheNewestCounts() {
        var old = ALIVE.startedAt(1000).with("pane_id", "%1");
        var young = ALIVE.startedAt(2000).with("pane_id", "%2");

        assertThat(ids(old.dead("1", ""), young.dead("2", ""))).containsExactly("%2");
        assertThat(ids(young.dead("2", ""), old.dead("1", ""))).containsExactly("%2");
        assertThat(ids(young, old)).containsExactly("%2");
    }

    @Test
    void processesOfTheSameNameInOtherSessionsAreOthers() {
        var here = ALIVE.with("pane_id", "%1");
        var there = PaneLine.of("other/imu").with("pane_id", "%2");

        assertThat(ids(here, there)).containsExactly("%1", "%2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-", " ", "1e3", "99999999999999999999", "a|b", "||||", "\u0663", "%zz", "run=%"})
    void markThatWasSetByHandDoesNotHideThePane(String text) {
        for (var mark :
                List.of(PaneFormat.START, PaneFormat.READY, PaneFormat.STOP, PaneFormat.FAILURE, PaneFormat.LACK)) {
            var panes = PaneFormat.read(List.of(ALIVE.with(mark, text).toString()));

            assertThat(panes).as(mark).hasSize(1);
            assertThat(panes.iterator().next().alive()).isTrue();
        }
    }

    @Test
    void processMarkThatWasSetByHandIsAProcessOfNoLauncher() {
        assertThat(PaneLine.of("imu").pane().key()).isEqualTo(new ProcessKey("", "imu"));
        assertThat(PaneLine.of("/").pane().key()).isEqualTo(new ProcessKey("", ""));
        assertThat(PaneLine.of("a/b/c").pane().key()).isEqualTo(new ProcessKey("a", "b/c"));
    }

    private static Collection<String> ids(PaneLine... lines) {
        return PaneFormat.read(Stream.of(lines).map(PaneLine::toString).toList()).stream()
                .map(PaneRecord::paneId)
                .toList();
    }

    @Test
    void firstProgramIsThatOfThePaneUntilAnotherIsTold() {
        var line = PaneLine.of("robot/p");

        assertThat(line.pane().programs().first()).isEqualTo(4711);
        assertThat(line.with(PaneFormat.PROGRAM, "4711/4712").pane().programs().first())
                .isEqualTo(4712);
        assertThat(line.with(PaneFormat.PROGRAM, "4711/4712").pane().pid()).isEqualTo(4711);
        assertThat(line.with(PaneFormat.PROGRAM, "471/4712").pane().programs().first())
                .as("a person has begun it anew by respawn-pane")
                .isEqualTo(4711);
    }
}
