/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.concert.launcher.api.ExitStatus;
import org.junit.jupiter.api.Test;

class EndMarkTests {

    private static final ProcessKey KEY = new ProcessKey("robot", "imu");

    @Test
    void endComesBackAsItWasNoted() {
        for (PaneLine dead : List.of(pane().dead("7", ""), pane().dead("", "15"), pane().dead("0", ""))) {
            PaneRecord pane = dead.pane();

            PaneRecord read =
                    EndMark.read(List.of("backspace C-?", shown(pane))).get(KEY);

            assertThat(read.exit()).isEqualTo(pane.exit());
            assertThat(read.alive()).isFalse();
            assertThat(read.endMillis()).isEqualTo(pane.endMillis());
            assertThat(read.start().startMillis()).isEqualTo(1_800_000_000_000L);
            assertThat(read.start().logFile()).isEqualTo("/a b/\"$x\"/imu.log");
            assertThat(read.marks().readyMillis()).isEqualTo(1_800_000_001_000L);
        }
    }

    @Test
    void marksSetByHandStopNobody() {
        assertThat(EndMark.read(List.of(
                        "@concert_end/robot/a",
                        "@concert_end/robot/b x",
                        "@concert_end/robot/c \"/////\"",
                        "@concert_end/robot/d 1/2/3",
                        "@concert_end/x c0/1/2/3/4/f")))
                .allSatisfy((key, pane) -> assertThat(pane.exit()).isEqualTo(ExitStatus.ofCode(0)));
    }

    private static PaneLine pane() {
        return PaneLine.of("robot/imu")
                .with(PaneFormat.START, "run=r&start=1800000000000&log=" + StartMark.encode("/a b/\"$x\"/imu.log"))
                .with(PaneFormat.READY, "1800000001000")
                .with("pane_dead_time", "1800000009");
    }

    /** Return what tmux shows of the option that is set. */
    private static String shown(PaneRecord pane) {
        String command = EndMark.note(pane, Objects.requireNonNull(pane.exit()));
        var words = Pattern.compile("set-option -s \"(.*?)\" \"(.*)\"").matcher(command);
        assertThat(words.matches()).as(command).isTrue();
        return words.group(1) + " \"" + words.group(2) + "\"";
    }
}
