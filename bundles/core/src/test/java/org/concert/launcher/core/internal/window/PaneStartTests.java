/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.concert.launcher.tmux.TmuxText;
import org.junit.jupiter.api.Test;

class PaneStartTests {

    private static final StartMark MARK =
            new StartMark("robot/imu/1", 5, List.of(), Map.of(), "/state/robot/imu.log", "");

    @Test
    void nothingIsMadeOrReleasedWhereALivingPaneOrAnUnknownDeadOneIs() {
        var unlessAlive = "if-shell -F \"#{S:#{W:#{P:#{?#{&&:#{==:#{@concert_process},robot/imu},"
                + "#{||:#{==:#{pane_dead},0},#{&&:#{!=:#{pane_id},},#{!=:#{@concert_stop},1}}}},x,}}}}\"";

        assertThat(start("/", "run").start()).contains(unlessAlive + " concert-taken ; new-window");
        assertThat(start("/", "run").hold()).contains(unlessAlive + " concert-taken ; new-window");
        assertThat(start("/", "run").release("%7"))
                .startsWith(unlessAlive + " { kill-pane -t \"%7\" } ; " + unlessAlive + " concert-taken ; set-option");
    }

    @Test
    void sessionIsMadeBeforeAllElseAndOnlyWhereThereIsNone() {
        var command = start("/", "run").start();

        assertThat(command)
                .containsSubsequence(
                        "if-shell -F ",
                        "#{S:#{?#{==:#{session_name},robot},x,}}",
                        " { new-session -d -s \"robot\"",
                        "concert-holder #{pane_id} #{pane_pid}\" \"sleep\"",
                        "set-option -t \"=robot:\" destroy-unattached off }",
                        "concert-taken ; new-window -d -a -t \"=robot:{end}\" -n \"imu\"",
                        "concert-started");
    }

    @Test
    void marksAreSetBeforeTheOutputIsCaptured() {
        var marks = "set-option -p -t \"=robot:{end}\" ";

        assertThat(start("/", "run").start())
                .containsSubsequence(
                        "new-window",
                        marks + "remain-on-exit on",
                        marks + "'pane-died[8778]'",
                        marks + "@concert_process \"robot/imu\"",
                        marks + "@concert_start \"" + MARK.encode() + "\"",
                        "set-option -p -F -t \"=robot:{end}\" @concert_made \"#{T:#{l:%s}}\"",
                        "set-option -su \"@concert_end/robot/imu\"",
                        "set-option -p -F -t \"=robot:{end}\" @concert_bell \"/state/robot/.imu.log.#{pane_id}\"",
                        "pipe-pane -O -t \"=robot:{end}\"");
    }

    @Test
    void paneThatIsHeldIsFoundByItsIdAndMarkedBeforeItRunsTheProcess() {
        assertThat(start("/", "run").hold()).doesNotContain("@concert_start", "\"run\"");
        assertThat(start("/", "run").release("%7"))
                .doesNotContain("{end}")
                .containsSubsequence(
                        "set-option -p -t \"%7\" @concert_process \"robot/imu\"",
                        "respawn-pane -k -t \"%7\" -c \"/\" \"run\"",
                        "pipe-pane -O -t \"%7\"",
                        "display-message -p -t \"%7\" \"concert-started");
    }

    @Test
    void hooksAreTheLinesWithACommand() {
        assertThat(PaneStart.isHooked(List.of("after-new-window", "window-linked")))
                .isFalse();
        assertThat(PaneStart.isHooked(List.of("after-new-window", "window-linked[3] kill-window")))
                .isTrue();
    }

    @Test
    void everythingStandsOnOneLineWhateverIsInIt() {
        var hostile = "it's \"$HOME\" ; } #{pane_id} `id` \\\n\t~ %d";

        var command = start("/odd #{x} \"dir\"", "bash", "-ic", hostile).start();

        assertThat(command).doesNotContain("\n");
        assertThat(command).contains(" \"bash\" \"-ic\" " + TmuxText.argument(hostile));
        assertThat(command)
                .as("the folder is a format, the arguments are not")
                .contains("-c " + TmuxText.argument("/odd ##{x} \"dir\""));
    }

    private static PaneStart start(String directory, String... arguments) {
        return new PaneStart(
                new ProcessKey("robot", "imu"),
                MARK,
                List.of(arguments),
                directory,
                new OutputCapture(MARK.logFile(), 1000, 3, false, "started"),
                RestartMarks.NONE,
                null);
    }
}
