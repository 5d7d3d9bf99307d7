/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.ui.model.Deeds;
import org.concert.launcher.cli.internal.ui.model.Fleet;
import org.concert.launcher.cli.internal.ui.model.Fleets;
import org.concert.launcher.cli.internal.ui.model.OutputView;
import org.concert.launcher.cli.internal.ui.model.TextOverlay;
import org.concert.launcher.cli.internal.ui.model.Ui;
import org.concert.launcher.json.SnapshotBuilder;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class FrameTests {

    private static final Deeds NOTHING = (Deeds)
            Proxy.newProxyInstance(Deeds.class.getClassLoader(), new Class<?>[] {Deeds.class}, (p, m, a) -> null);

    private final Ui ui = new Ui("kyon", NOTHING);

    private List<AttributedString> drawn(Palette palette, int width, int height) {
        return new Frame(palette, ZoneOffset.UTC).lines(ui, width, height);
    }

    private List<String> text(int width, int height) {
        return drawn(new Palette(true, true), width, height).stream()
                .map(line -> line.toString().stripTrailing())
                .toList();
    }

    private void print(String process, String text) {
        ui.output().line(line(process, OutputLine.Kind.OUTPUT, text));
    }

    private static OutputLine line(String process, OutputLine.Kind kind, String text) {
        return new OutputLine(process, kind, Fleets.NOW, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Test
    void pictureFillsTheTerminalExactly() {
        ui.list().show(Fleets.robot());
        ui.looked();
        ui.output(new OutputView(List.of("ecat")));
        print("ecat", "a line that is much longer than any of these terminals are wide ".repeat(9));

        for (int[] size : new int[][] {{60, 20}, {80, 24}, {200, 50}, {40, 10}}) {
            assertThat(drawn(new Palette(true, true), size[0], size[1]))
                    .hasSize(size[1])
                    .allSatisfy(line -> assertThat(line.columnLength()).isEqualTo(size[0]));
        }
    }

    @Test
    void narrowTerminalShowsNameStateAndUse() {
        Fleet robot = Fleets.robot();
        List<Fleet.Entry> entries = new ArrayList<>(robot.entries());
        entries.addAll(Fleets.begin()
                .with("Arm", "admittance_controller", ProcessState.READY)
                .build()
                .entries());
        ui.list().show(new Fleet(entries, List.of(), "", Fleets.NOW));
        ui.looked();

        List<String> lines = text(60, 20);

        assertThat(lines.get(0)).isEqualTo(" kyon  1 failed  3 ready  1 stopped");
        assertThat(lines.get(1))
                .startsWith("    NAME")
                .contains("STATE", "CPU", "MEM", "UP")
                .doesNotContain("REASON");
        assertThat(lines).anyMatch(line -> line.matches(" ✗  gripper +FAILED"));
    }

    @Test
    void wideTerminalShowsTheReasonToo() {
        ui.list().show(Fleets.robot());

        assertThat(text(80, 24)).anyMatch(line -> line.matches(" ✗  gripper +FAILED +exit code 2"));
    }

    @Test
    void reasonOfTheOneWithTheCursorIsShownEverywhere() {
        ui.list().show(Fleets.robot());
        ui.list().move(2);

        assertThat(text(60, 20)).anyMatch(line -> line.startsWith("━ gripper FAILED: exit code 2 ━"));
    }

    @Test
    void lostMachineIsNamedAtTheTop() {
        Fleet fleet = Fleets.begin()
                .with("Arm", SnapshotBuilder.process("ecat").machine("ann@arm").state(ProcessState.UNKNOWN), "ecat")
                .lost("ann@arm")
                .build();
        ui.list().show(fleet);
        ui.looked();

        assertThat(text(60, 20).get(0)).isEqualTo(" kyon  ann@arm lost  1 unknown");
    }

    @Test
    void withoutColoursThereIsNoColour() {
        ui.list().show(Fleets.robot());
        ui.output(new OutputView(List.of("ecat")));
        print("ecat", "\u001b[31mred\u001b[0m");

        for (AttributedString line : drawn(new Palette(false, true), 80, 24)) {
            assertThat(line.toAnsi()).doesNotContainPattern("\u001b\\[[0-9;]*[34][0-9]");
        }
        assertThat(text(80, 24)).contains("red");
    }

    @Test
    void standardErrorIsMarkedAndRedAndACursorStandsBehindALineThatHasNotEnded() {
        ui.list().show(Fleets.robot());
        ui.output(new OutputView(List.of("ecat")));
        ui.output().line(line("ecat", OutputLine.Kind.ERROR, "no \u001b[32mmotor\u001b[0m here"));
        ui.output().unended(line("ecat", OutputLine.Kind.OUTPUT, "Erase? "));

        assertThat(text(80, 24)).contains("! no motor here", "Erase?");
        assertThat(ansi(new Palette(true, true)))
                .contains("\u001b[31m! no \u001b[32mmotor\u001b[31m here\u001b[0m", "Erase? \u001b[7m ");
        assertThat(ansi(new Palette(false, true))).contains("! no motor here").doesNotContain("\u001b[31m");
    }

    private String ansi(Palette palette) {
        return drawn(palette, 80, 24).stream().map(AttributedString::toAnsi).collect(Collectors.joining("\n"));
    }

    @Test
    void whereThereIsNoUtf8ThereIsAsciiOnly() {
        ui.list().show(Fleets.robot());
        ui.list().toggleTree();

        for (AttributedString line : drawn(new Palette(true, false), 80, 24)) {
            assertThat(line.toString()).matches("[ -~]*");
        }
    }

    @Test
    void memoryOfTheOneWithTheCursorIsDrawnAtAKey() {
        use(40);
        ui.key("m");

        List<String> lines = text(80, 24);

        assertThat(lines.get(1)).startsWith("━ CPU and memory of ecat ━");
        assertThat(lines).contains(" CPU 39.0%, from 0.0% to 39.0%", " Memory 40M, from 1.0M to 40M");
        assertThat(lines).anyMatch(line -> line.matches(" +▁▂▃▄▅▆▇█+|.*[▁▂▃▄▅▆▇]█+.*"));
        assertThat(drawn(new Palette(true, true), 60, 20))
                .hasSize(20)
                .allSatisfy(line -> assertThat(line.columnLength()).isEqualTo(60));
        assertThat(drawn(new Palette(true, false), 60, 20))
                .allSatisfy(line -> assertThat(line.toString()).matches("[ -~]*"));
        ui.key("esc");
        assertThat(ui.overlay()).isNull();
    }

    @Test
    void tallTerminalHasSmallChartsBesideTheReason() {
        use(24);

        assertThat(text(120, 40))
                .anyMatch(line -> line.matches(" ecat READY +CPU [▁▂▃▄▅▆▇█]{18} 23.0%  MEM [▁▂▃▄▅▆▇█]{18} 24M"));
        assertThat(text(60, 40)).noneMatch(line -> line.contains("MEM ▂"));
    }

    /** Have a process use a percent and a megabyte more each 5 s. */
    private void use(int samples) {
        for (int i = 0; i < samples; i++) {
            SnapshotBuilder ecat = SnapshotBuilder.process("ecat")
                    .state(ProcessState.READY)
                    .cpuPercent(i)
                    .residentBytes((i + 1L) << 20);
            List<Fleet.Entry> entries =
                    Fleets.begin().with("Arm", ecat, "ecat").build().entries();
            ui.take(new Fleet(entries, List.of(), "", Fleets.NOW.plusSeconds(5L * i)));
        }
    }

    @Test
    void nothingThatAProgramPrintsSteersTheTerminal() {
        ui.list().show(Fleets.robot());
        ui.output(new OutputView(List.of("ecat")));
        print("ecat", "\u001b[2J\u001b]0;title\u0007\u001b[?1049hloading  10%\rloading 100%\u001b[6n");

        assertThat(text(80, 24)).contains("loading 100%");
        assertThat(drawn(new Palette(true, true), 80, 24))
                .allSatisfy(line -> assertThat(line.toAnsi()).doesNotContainPattern("\u001b(\\[[0-9?]*[^0-9;m]|\\])"));
    }

    @Test
    void outputOfSeveralHasTheNameBeforeEachLine() {
        ui.list().show(Fleets.robot());
        ui.output(new OutputView(List.of("ecat", "control")));
        print("ecat", "one");
        print("control", "two");

        assertThat(text(80, 24)).contains("ecat    | one", "control | two");
    }

    @Test
    void longLinesAreWrappedIfThatIsWanted() {
        ui.list().show(Fleets.robot());
        ui.output(new OutputView(List.of("ecat")));
        print("ecat", "x".repeat(70) + "end");
        assertThat(text(60, 20)).noneMatch(line -> line.contains("end"));

        ui.key("w");

        assertThat(text(60, 20)).contains("x".repeat(60), "x".repeat(10) + "end");
    }

    @Test
    void processHasItsNameHoweverDeepInTheTree() {
        Fleets fleets = Fleets.begin().with("Arm", "p0", ProcessState.READY);
        for (int i = 1; i < 30; i++) {
            fleets.with("Arm", "p" + i, ProcessState.READY, "p" + (i - 1));
        }
        ui.list().show(fleets.build());
        ui.list().toggleTree();
        ui.list().move(Integer.MAX_VALUE);

        assertThat(text(60, 20)).anyMatch(line -> line.matches(" ●  … +┗━ p0 READY"));
    }

    @Test
    void textToReadIsWrappedAndScrolledToItsEnd() {
        ui.show(new TextOverlay("gripper", List.of("x".repeat(100) + "why", "the end")), () -> {});

        assertThat(text(60, 20))
                .contains("━ gripper " + "━".repeat(50), "x".repeat(60), "x".repeat(40) + "why", "the end");

        ui.key("G");
        assertThat(text(60, 5).get(3)).isEqualTo("the end");
    }

    @Test
    void whatIsLookedForIsMarked() {
        ui.list().show(Fleets.robot());
        ui.output(new OutputView(List.of("ecat")));
        print("ecat", "an error here");
        ui.output().search(Pattern.compile("error"));

        assertThat(drawn(new Palette(true, true), 80, 24))
                .anySatisfy(line -> assertThat(line.toAnsi()).containsPattern("an \u001b\\[30;43merror"));
    }
}
