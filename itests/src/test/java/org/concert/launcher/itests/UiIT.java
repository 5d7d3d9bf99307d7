/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The full-screen interface on terminals of tmux: what is seen, what keys do, and what is left of it. */
class UiIT {

    private static final String FILE = """
            camera:
              category: Vision
              cmd: 'printf "\\033[31mred light\\033[0m\\n\\033]0;title\\007loading 10%%\\rloading 99%%\\n"; sleep 100000'
            control:
              category: Arm
              cmd: 'echo "mode={mode}"; sleep 200000'
              depends: [ecat]
              variants: {mode: [{sim: {params: {mode: sim}}}, {real: {params: {mode: real}}}]}
            ecat: {category: Arm, cmd: sleep 300000}
            gripper: {category: Arm, cmd: 'echo no such port; exit 2', depends: [ecat]}
            """;

    private static final String PARAMS = "  params: {mode: none}\n  targets: {field: [control], watch: [camera]}\n";

    private static Lab lab() throws IOException {
        Lab lab = new Lab();
        lab.file("launcher.yaml", "context:\n  session: lab\n" + PARAMS + FILE);
        lab.environment().put("LANG", "C.UTF-8");
        return lab;
    }

    /** Begin the interface on a terminal of a size, which shows "before" above it. */
    private static void open(Lab lab, int width, int height) throws Exception {
        lab.tmux("new-session", "-d", "-s", "person", "-x", "" + width, "-y", "" + height, "cat");
        lab.tmux("respawn-pane", "-k", "-t", "person:", "echo before; stty -a >modes1; " + lab.terminalLine("ui"));
        see(lab, "q quit");
    }

    private static String screen(Lab lab) {
        try {
            return lab.tmux("capture-pane", "-p", "-t", "person:");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void see(Lab lab, String... words) throws InterruptedException {
        try {
            Lab.await(String.join(", ", words), () -> Stream.of(words).allMatch(screen(lab)::contains));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nThe terminal shows:\n" + screen(lab).strip(), e);
        }
    }

    private static void keys(Lab lab, String... keys) throws Exception {
        lab.tmux(Stream.concat(Stream.of("send-keys", "-t", "person:"), Stream.of(keys))
                .toArray(String[]::new));
    }

    private static void seeItGone(Lab lab) throws Exception {
        see(lab, "before", "left with");
        assertThat(screen(lab)).doesNotContain("q quit");
        assertThat(lab.tmux(
                                "display-message",
                                "-p",
                                "-t",
                                "person:",
                                "#{alternate_on} #{mouse_any_flag} #{cursor_flag}")
                        .strip())
                .isEqualTo("0 0 1");
        String tty = lab.tmux("display-message", "-p", "-t", "person:", "#{pane_tty}")
                .strip();
        var now = lab.run("stty", "-F", tty, "-a");
        assertThat(now.stdout()).isEqualTo(lab.run("cat", "modes1").stdout());
    }

    @ParameterizedTest
    @CsvSource({"60, 20", "80, 24", "200, 50"})
    void processesAreSeenAndSteeredOnTerminalsOfAnySize(int width, int height) throws Exception {
        try (Lab lab = lab()) {
            open(lab, width, height);
            see(lab, "camera", "STOPPED", "lab", "4 stopped");

            keys(lab, "s");
            see(lab, "1 ready", "red light", "loading 99%");
            assertThat(screen(lab)).doesNotContain("loading 10%", "title");

            keys(lab, "/", "gri", "Enter", "s");
            see(lab, "FAILED: exit code 2", "no such port", "1 failed");

            keys(lab, "Escape");
            see(lab, "control");
            keys(lab, "X");
            see(lab, "Stop everything? [y/N]");
            keys(lab, "y");
            see(lab, "4 stopped");
            List<String> lines = screen(lab).lines().toList();
            assertThat(lines)
                    .hasSize(height)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));

            keys(lab, "q");
            seeItGone(lab);
            see(lab, "left with 0");
        }
    }

    @Test
    void questionIsSeenWhileItStandsAndStandardErrorIsMarked() throws Exception {
        try (Lab lab = new Lab()) {
            lab.environment().put("LANG", "C.UTF-8");
            lab.launcherFile("""
                    asks: {cmd: 'read -p "Erase the map? [y/N] " x; echo erased; exec sleep 100001'}
                    fails: {tty: false, cmd: 'echo fine; sleep 0.3; echo no motor >&2; exec sleep 100002'}
                    """);
            lab.launcher("run", "asks", "fails");
            open(lab, 80, 24);

            see(lab, "Erase the map? [y/N]");
            lab.tmux("send-keys", "-t", "=lab:asks", "y", "Enter");
            see(lab, "Erase the map? [y/N] y", "erased");
            keys(lab, "Down");
            see(lab, "fine", "! no motor");
            assertThat(lab.tmux("capture-pane", "-p", "-e", "-t", "person:")).contains("\u001b[31m! no motor");
        }
    }

    @Test
    void variantsAreChosenAndTargetsBroughtUp() throws Exception {
        try (Lab lab = lab()) {
            open(lab, 80, 24);
            see(lab, "4 stopped");

            keys(lab, "/", "control", "Enter", "v");
            see(lab, "Start control", "( ) sim", "mode := (none)", "after ecat");
            keys(lab, "Space");
            see(lab, "(x) sim", "echo \"mode=sim\"");
            keys(lab, "Enter");
            see(lab, "mode=sim", "2 processes ready");
            keys(lab, "d");
            see(lab, "variants", "sim", "depends on   ecat (READY)", "asked for start");
            keys(lab, "Escape", "u");
            see(lab, "field: 1 to restart, 1 left alone");
            keys(lab, "Down");
            see(lab, "watch: 2 to stop, 1 to start");
            keys(lab, "Enter");
            see(lab, "target watch", "1 ready", "3 stopped");
            keys(lab, "h");
            see(lab, "Since yesterday", "asked for up", "started");
        }
    }

    @Test
    void outputIsPausedSearchedAndFilteredAndSeveralAreSeenByTime() throws Exception {
        try (Lab lab = new Lab()) {
            lab.environment().put("LANG", "C.UTF-8");
            lab.launcherFile("""
                    a: {cmd: 'for i in $(seq 300); do echo "line $i of a"; done; sleep 100000'}
                    b: {cmd: 'sleep 1; echo needle of b; sleep 200000'}
                    """);
            assertThat(lab.launcher("run", "a", "b").exitCode()).isZero();
            open(lab, 80, 24);
            see(lab, "line 300 of a", "following");

            keys(lab, "Tab", "PageUp");
            see(lab, "paused, 10 newer", "line 290 of a");
            keys(lab, "/", "line 77 of", "Enter");
            see(lab, "line 77 of a", "paused");
            keys(lab, "&", "7 of", "Enter", "G");
            see(lab, "only 7 of, following", "line 297 of a", "line 287 of a");
            keys(lab, "&", "C-u", "Enter", "Tab", "Space");
            see(lab, "a | line 300 of a", "b | needle of b");
            keys(lab, "Tab", "/", "needle", "Enter");
            see(lab, "b | needle of b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void terminalIsAsItWasAlsoWhenItIsKilled(String signal) throws Exception {
        try (Lab lab = lab()) {
            open(lab, 80, 24);
            see(lab, "4 stopped");

            String tty = lab.tmux("display-message", "-p", "-t", "person:", "#{pane_tty}")
                    .strip();
            lab.run(
                    "sh",
                    "-c",
                    "pkill -" + signal + " -t " + tty.substring("/dev/".length()) + " -f launcher.cli.Main");

            seeItGone(lab);
        }
    }

    @Test
    void withoutColoursItIsReadTheSame() throws Exception {
        try (Lab lab = lab()) {
            lab.environment().put("NO_COLOR", "1");
            lab.tmux(
                    "new-session",
                    "-d",
                    "-s",
                    "person",
                    "-e",
                    "NO_COLOR=1",
                    "-x",
                    "80",
                    "-y",
                    "24",
                    lab.terminalLine("ui"));
            see(lab, "4 stopped");
            keys(lab, "s");
            see(lab, "red light", "READY");

            String coloured = lab.tmux("capture-pane", "-e", "-p", "-t", "person:");

            assertThat(coloured).doesNotContainPattern("\u001b\\[[0-9;]*[349][0-7]m");
        }
    }

    @Test
    void threeHundredProcessesAreScrolledSmoothly() throws Exception {
        try (Lab lab = new Lab()) {
            lab.environment().put("LANG", "C.UTF-8");
            var file = new StringBuilder();
            for (int i = 1; i <= 300; i++) {
                file.append("p%03d: {category: C%d, cmd: sleep 100000}\n".formatted(i, i % 8));
            }
            lab.launcherFile(file.toString());
            open(lab, 80, 24);
            see(lab, "300 stopped", "p001");

            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                keys(lab, "Down");
            }
            keys(lab, "G");
            see(lab, "p296");
            long millis = (System.nanoTime() - begin) / 1_000_000;

            // tmux itself takes some milliseconds for each key.
            assertThat(millis).isLessThan(10_000);
        }
    }

    @Test
    void whereThereIsNoTerminalItSaysWhatElseThereIs() throws Exception {
        try (Lab lab = lab()) {
            var ended = lab.program("ui");

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.stderr()).contains("not a terminal", "status --watch");
        }
    }
}
