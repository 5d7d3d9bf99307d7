/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of the design, section 5. "checked" has a ready check, "plain" has none and a ready delay of 1 s. */
class StateRuleTests {

    private static final long NOW = 1_000_000;

    @ParameterizedTest(name = "{2} {1}, {0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # machine   | pane                | process  | intent   | state
            # no pane: the launcher is the only one that knows more
            reached     | none                | plain    | NONE     | STOPPED
            reached     | none                | plain    | WAITING  | WAITING
            reached     | none                | plain    | STARTING | STARTING
            reached     | none                | plain    | FAILED   | FAILED
            # a machine that is not reached may well run it
            lost        | none                | plain    | NONE     | UNKNOWN
            lost        | alive               | plain    | NONE     | UNKNOWN
            lost        | alive ready         | checked  | NONE     | UNKNOWN
            lost        | dead=1              | plain    | NONE     | UNKNOWN
            lost        | none                | plain    | FAILED   | UNKNOWN
            lost        | none                | plain    | STARTING | UNKNOWN
            # alive: ready when its check has passed
            reached     | alive               | checked  | NONE     | RUNNING
            reached     | alive age=3600000   | checked  | NONE     | RUNNING
            reached     | alive ready         | checked  | NONE     | READY
            # alive: without a check, when the launcher that started it noted it, or else after the delay and 5 s
            reached     | alive               | plain    | NONE     | RUNNING
            reached     | alive ready         | plain    | NONE     | READY
            reached     | alive age=5999      | plain    | NONE     | RUNNING
            reached     | alive age=6000      | plain    | NONE     | READY
            reached     | alive age=-3600000  | plain    | NONE     | RUNNING
            # alive: never ready before its command has begun, where its shell tells of that
            reached     | alive age=6000 tells        | plain | NONE  | RUNNING
            reached     | alive age=6000 tells begun  | plain | NONE  | READY
            # alive: a one-shot is never ready, its end counts
            reached     | alive age=3600000   | one-shot | NONE     | RUNNING
            # alive: failed when it was not ready in time; a stop beats that, and both beat readiness
            reached     | alive failed        | checked  | NONE     | FAILED
            reached     | alive failed ready  | checked  | NONE     | FAILED
            reached     | alive stop          | checked  | NONE     | STOPPING
            reached     | alive stop ready    | checked  | NONE     | STOPPING
            reached     | alive stop failed   | checked  | NONE     | STOPPING
            # alive: what this launcher was about to do is overtaken by what is
            reached     | alive               | checked  | WAITING  | RUNNING
            reached     | alive               | checked  | STARTING | RUNNING
            reached     | alive ready         | checked  | FAILED   | READY
            # dead, and how is not known yet: as if alive
            reached     | dead=?              | checked  | NONE     | RUNNING
            reached     | dead=? ready        | checked  | NONE     | READY
            reached     | dead=? stop         | checked  | NONE     | STOPPING
            # dead: by itself with 0
            reached     | dead=0              | plain    | NONE     | EXITED
            reached     | dead=0 ready        | checked  | NONE     | EXITED
            reached     | dead=0              | one-shot | NONE     | DONE
            reached     | dead=0 stop         | one-shot | NONE     | STOPPED
            # dead: unasked with another code or by a signal
            reached     | dead=1              | plain    | NONE     | FAILED
            reached     | dead=1 ready        | checked  | NONE     | FAILED
            reached     | dead=130            | plain    | NONE     | FAILED
            reached     | dead=1              | one-shot | NONE     | FAILED
            reached     | killed=11           | plain    | NONE     | FAILED
            reached     | killed=9            | one-shot | NONE     | FAILED
            # dead: on request, however it took it
            reached     | dead=0 stop         | plain    | NONE     | STOPPED
            reached     | dead=130 stop       | plain    | NONE     | STOPPED
            reached     | killed=9 stop       | checked  | NONE     | STOPPED
            reached     | dead=1 stop         | one-shot | NONE     | STOPPED
            # dead: and started again
            reached     | dead=1              | plain    | WAITING  | WAITING
            reached     | dead=0              | plain    | STARTING | STARTING
            reached     | dead=0              | one-shot | FAILED   | FAILED
            """)
    void stateFollowsFromWhatIsKnown(
            String machine, String pane, String process, Intent.Kind intent, ProcessState state) {
        var config = TestProcesses.of(
                switch (process) {
                    case "checked" -> "ready_check: ask";
                    case "one-shot" -> "persistent: false";
                    default -> "ready_delay: 1s";
                });

        var shown = pane(pane);
        var age = Duration.ofMillis(shown == null ? 0 : NOW - shown.start().startMillis());

        assertThat(StateRule.state(
                        config, machine.equals("reached"), shown, Outlived.NOTHING, new Intent(intent, ""), null, age))
                .isEqualTo(state);
    }

    private static @Nullable PaneRecord pane(String words) {
        if (words.equals("none")) {
            return null;
        }
        var pane = PaneLine.of("robot/p").startedAt(NOW - 10);
        for (var word : List.of(words.split(" ", -1))) {
            var value = word.substring(word.indexOf('=') + 1);
            pane = switch (word.substring(0, word.length() - (word.contains("=") ? value.length() + 1 : 0))) {
                case "dead" -> pane.dead(value.equals("?") ? "" : value, "");
                case "killed" -> pane.dead("", value);
                case "age" -> pane.startedAt(NOW - Long.parseLong(value));
                case "tells" -> pane.with("@concert_start", "run=r&start=%d&shell=tells".formatted(NOW - 6000));
                case "begun" -> pane.with("@concert_begun", "70");
                case "ready" -> pane.with("@concert_ready", "1");
                case "stop" -> pane.with("@concert_stop", "1");
                case "failed" -> pane.with("@concert_failure", "not+ready");
                default -> pane;
            };
        }
        return pane.pane();
    }
}
