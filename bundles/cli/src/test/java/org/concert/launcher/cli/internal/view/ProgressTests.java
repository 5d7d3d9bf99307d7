/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.view.Samples.description;
import static org.concert.launcher.cli.internal.view.Samples.plan;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;

class ProgressTests {

    private static final Instant T0 = Instant.parse("2026-01-01T14:03:07.120Z");
    private static final DependencyTree TREE = DependencyTree.ofStart(
            List.of("cartesio"),
            plan(description("ecat"), description("xbot2", "ecat"), description("cartesio", "xbot2", "ecat")));

    private final Map<String, ProcessSnapshot> known = new HashMap<>();
    private final ProgressTree tree = new ProgressTree(
            TREE,
            Set.of("cartesio"),
            name -> known.getOrDefault(name, process(name).build()),
            Paint.PLAIN,
            Branches.LINES);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void linesSayWhenWhoAndWhat() {
        var progress = new ProgressLines(stream(), ZoneOffset.ofHours(1), List.of("xbot2"), known::get);

        progress.stateChanged(event(0, "xbot2", ProcessState.STARTING, ""));
        progress.stateChanged(new ProcessEvent(
                T0.plusMillis(5),
                ProcessState.RUNNING,
                process("xbot2")
                        .state(ProcessState.FAILED)
                        .message("exit code 3\nlast words")
                        .build()));
        progress.stateChanged(event(6, "other", ProcessState.READY, ""));
        progress.close();
        progress.stateChanged(event(7, "xbot2", ProcessState.READY, "too late"));

        assertThat(text()).isEqualTo("15:03:07.120 xbot2: STARTING\n15:03:07.125 xbot2: FAILED (exit code 3)\n");
    }

    @Test
    void linesLeaveOutWhatWasSoBefore() {
        var progress = new ProgressLines(stream(), ZoneOffset.UTC, List.of("xbot2"), known::get);

        progress.stateChanged(event(0, "xbot2", ProcessState.READY, "found so"));
        progress.stateChanged(event(0, "xbot2", ProcessState.UNKNOWN, "Cannot reach a@b"));

        assertThat(text()).isEqualTo("14:03:07.120 xbot2: UNKNOWN (Cannot reach a@b)\n");
    }

    @Test
    void linesSayEveryTenSecondsWhyAProcessIsNotReady() {
        var progress = new ProgressLines(stream(), ZoneOffset.UTC, List.of("ecat", "xbot2"), known::get);
        known.put(
                "ecat", process("ecat").state(ProcessState.READY).message("old").build());
        running("");
        progress.stateChanged(new ProcessEvent(T0, ProcessState.STARTING, known.get("xbot2")));
        progress.timePassed(T0.plusSeconds(10));
        running("ready_check: exit code 1\nmore");

        for (int second = 9; second < 33; second++) {
            progress.timePassed(T0.plusSeconds(second));
        }
        progress.close();
        progress.timePassed(T0.plusSeconds(60));

        assertThat(text().lines())
                .containsExactly(
                        "14:03:07.120 xbot2: RUNNING",
                        "14:03:18.120 xbot2: still RUNNING (ready_check: exit code 1)",
                        "14:03:28.120 xbot2: still RUNNING (ready_check: exit code 1)",
                        "14:03:38.120 xbot2: still RUNNING (ready_check: exit code 1)");
    }

    private void running(String message) {
        known.put(
                "xbot2",
                process("xbot2").state(ProcessState.RUNNING).message(message).build());
    }

    @Test
    void treeShowsWhatIsAskedForAndWhatIsHeardOf() {
        assertThat(tree.lines(T0)).containsExactly("cartesio  STOPPED");

        heard(0, "cartesio", ProcessState.WAITING, "for xbot2");
        heard(0, "xbot2", ProcessState.WAITING, "for ecat");
        heard(0, "ecat", ProcessState.RUNNING, "");
        heard(1250, "ecat", ProcessState.READY, "");
        heard(1260, "xbot2", ProcessState.RUNNING, "ready check: exit code 1");

        assertThat(tree.lines(T0.plusMillis(2000)))
                .containsExactly(
                        "cartesio    WAITING     2.0 s  for xbot2",
                        "├─ xbot2    RUNNING     2.0 s  ready check: exit code 1",
                        "│  └─ ecat  READY       1.3 s",
                        "└─ ecat (above)");
    }

    @Test
    void treeCanDoWithoutUtf8() {
        assertThat(Branches.ASCII.draw("│  ├─ ")).isEqualTo("|  |- ");
        assertThat(Branches.ASCII.draw("└─ ")).isEqualTo("`- ");
    }

    @Test
    void treeThatIsTooHighCountsWhatIsWell() {
        heard(0, "cartesio", ProcessState.WAITING, "");
        heard(0, "xbot2", ProcessState.RUNNING, "");
        heard(0, "ecat", ProcessState.READY, "");

        assertThat(tree.lines(T0, 3))
                .containsExactly("cartesio  WAITING     0.0 s", "└─ xbot2  RUNNING     0.0 s", "and 2 more");
        assertThat(tree.lines(T0, 2)).containsExactly("cartesio  WAITING     0.0 s", "and 3 more");
        assertThat(tree.lines(T0, 0)).containsExactly("cartesio  WAITING     0.0 s", "and 3 more");
    }

    @Test
    void oneShotThatIsDoneHasSettledWell() {
        heard(0, "cartesio", ProcessState.WAITING, "");
        heard(0, "xbot2", ProcessState.RUNNING, "");
        heard(1500, "xbot2", ProcessState.DONE, "exit code 0");

        assertThat(tree.lines(T0.plusMillis(4000)))
                .containsExactly("cartesio  WAITING     4.0 s", "└─ xbot2  DONE        1.5 s  exit code 0");
        assertThat(tree.lines(T0, 1)).containsExactly("cartesio  WAITING     0.0 s", "and 1 more");
    }

    @Test
    void liveProgressRedrawsInPlaceAndLeavesTheWholeTree() {
        var progress = new LiveProgress(stream(), Clock.fixed(T0, ZoneOffset.UTC), tree, now -> 25, () -> List.of());
        heard(0, "cartesio", ProcessState.WAITING, "");
        progress.stateChanged(new ProcessEvent(T0, ProcessState.STOPPED, known.get("cartesio")));
        progress.draw();
        known.put("cartesio", process("cartesio").state(ProcessState.READY).build());
        progress.draw();
        out.reset();

        progress.close();
        progress.close();
        progress.draw();

        assertThat(text()).isEqualTo("\r\u001b[Jcartesio  READY       0.0 s\n");
    }

    @Test
    void hintsStandBelowTheTree() {
        var progress = new LiveProgress(
                stream(), Clock.fixed(T0, ZoneOffset.UTC), tree, now -> 25, () -> List.of("To type there: attach"));

        progress.draw();

        assertThat(text()).contains("cartesio  STOPPED\u001b[K\nTo type there: attach\u001b[K");
    }

    @Test
    void screenGoesBackOverWhatItDrewAndErasesWhatIsLeft() {
        try (var screen = new Screen(stream())) {
            screen.draw(List.of("one", "two", "three"));
            assertThat(text())
                    .isEqualTo(
                            "\u001b[?25l\u001b[?7l\rone\u001b[K\ntwo\u001b[K\nthree\u001b[K\u001b[J\u001b[?7h\u001b[?25h");
            out.reset();

            screen.draw(List.of("one", "2"));
            assertThat(text())
                    .isEqualTo("\u001b[?25l\u001b[?7l\r\u001b[2Aone\u001b[K\n2\u001b[K\u001b[J\u001b[?7h\u001b[?25h");
            out.reset();

            screen.draw(List.of("one", "2"));
            assertThat(text()).as("nothing new").isEmpty();
        }
        assertThat(text()).isEqualTo("\r\u001b[1A\u001b[J");
    }

    @Test
    void heightOfWhatIsNoTerminalIsTheUsualOne() {
        assertThat(new ScreenHeight(new java.io.File("/dev/null")).applyAsInt(T0))
                .isEqualTo(24);
    }

    private void heard(long millis, String name, ProcessState state, String message) {
        ProcessEvent event = event(millis, name, state, message);
        known.put(name, event.process());
        tree.stateChanged(event);
    }

    private static ProcessEvent event(long millis, String name, ProcessState state, String message) {
        return new ProcessEvent(
                T0.plusMillis(millis),
                ProcessState.STOPPED,
                process(name).state(state).message(message).build());
    }

    private PrintStream stream() {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
