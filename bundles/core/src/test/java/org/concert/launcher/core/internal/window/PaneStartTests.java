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
    void nothingIsMadeWhereALivingPaneIs() {
        assertThat(start("/", "run").command())
                .startsWith("if-shell -F \"#{S:#{W:#{P:#{?#{&&:#{==:#{@concert_process},robot/imu},"
                        + "#{==:#{pane_dead},0}},x,}}}}\" { display-message -p \"concert-taken\" } {");
    }

    @Test
    void sessionIsMadeWithThePaneOnlyWhereThereIsNone() {
        var command = start("/", "run").command();

        assertThat(command)
                .containsSubsequence(
                        "if-shell -F \"#{S:#{?#{==:#{session_name},robot},x,}}\" {",
                        "new-window -d -a -t \"=robot:{end}\" -n \"imu\"",
                        "} {",
                        "new-session -d -s \"robot\"",
                        "set-option -t \"=robot:\" destroy-unattached off");
    }

    @Test
    void marksAreSetBeforeTheOutputIsCapturedAndBothInEitherCase() {
        var command = start("/", "run").command();

        var marks = "set-option -p -t \"=robot:{end}\" ";
        for (int once = 0; once < 2; once++) {
            assertThat(command)
                    .containsSubsequence(
                            marks + "remain-on-exit on",
                            marks + "@concert_process \"robot/imu\"",
                            marks + "@concert_start \"" + MARK.encode() + "\"",
                            "set-option -p -F -t \"=robot:{end}\" @concert_bell \"/state/robot/.imu.log.#{pane_id}\"",
                            "pipe-pane -O -t \"=robot:{end}\"");
            command = command.substring(command.indexOf("pipe-pane") + 1);
        }
        assertThat(command).as("only once in each of the two branches").doesNotContain("@concert_process");
    }

    @Test
    void everythingStandsOnOneLineWhateverIsInIt() {
        var hostile = "it's \"$HOME\" ; } #{pane_id} `id` \\\n\t~ %d";

        var command = start("/odd #{x} \"dir\"", "bash", "-ic", hostile).command();

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
                new OutputCapture(MARK.logFile(), 1000, 3, "started"),
                RestartMarks.NONE,
                null);
    }
}
