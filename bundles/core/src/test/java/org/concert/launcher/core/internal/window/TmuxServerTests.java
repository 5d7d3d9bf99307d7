/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.concert.launcher.core.internal.agent.CommandAgent;
import org.concert.launcher.core.internal.agent.HeldTimer;
import org.concert.launcher.core.internal.agent.ScriptTimeoutException;
import org.concert.launcher.core.internal.agent.ScriptedShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TmuxServerTests {

    private static final Duration AMPLE = Duration.ofSeconds(10);

    private final HeldTimer timer = new HeldTimer();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void noSessionOfProcessesCanHaveTheNameOfTheMeeting() {
        assertThat(TmuxServer.MEETING)
                .as("it ends with the last launcher, and would take the processes with it")
                .doesNotMatch("[A-Za-z0-9_-]+");
    }

    @Test
    void startTellsThePaneThatWasMade() throws Exception {
        var shell = new ScriptedShell(line -> ScriptedShell.exit(line, 0));
        try (var tmux = new PlayedTmux(line -> line.contains("new-window") ? "concert-started %12 4711\n" : "");
                var agent = CommandAgent.open(shell, timer)) {
            var server = new TmuxServer(tmux.client(), agent, null);

            assertThat(server.start(start())).succeedsWithin(AMPLE).isEqualTo(new PaneStarted("%12", 4711));
        }
    }

    @Test
    void paneIsHeldUntilTheHooksOfTheUserAreOver() throws Exception {
        var shell = new ScriptedShell(line -> ScriptedShell.exit(line, 0));
        try (var tmux = new PlayedTmux(line -> line.startsWith("show-hooks")
                        ? "after-new-window[0] new-window\n"
                        : line.contains("respawn-pane")
                                ? "concert-started %12 4712\n"
                                : line.contains("new-window") ? "what a hook prints\nconcert-held %12 4711\n" : "");
                var agent = CommandAgent.open(shell, timer)) {
            var server = new TmuxServer(tmux.client(), agent, null);

            assertThat(server.start(start())).succeedsWithin(AMPLE).isEqualTo(new PaneStarted("%12", 4712));
        }
    }

    @Test
    void startTellsThatThereWasALivingPane() throws Exception {
        var shell = new ScriptedShell(line -> ScriptedShell.exit(line, 0));
        try (var tmux = new PlayedTmux(line ->
                        line.contains("new-window -d") ? PlayedTmux.FAILED + "unknown command: concert-taken\n" : "");
                var agent = CommandAgent.open(shell, timer)) {
            var server = new TmuxServer(tmux.client(), agent, null);

            assertThat(server.start(start())).succeedsWithin(AMPLE).isEqualTo(new PaneStarted(null, 0));
        }
    }

    @Test
    void paneThatWasThereForTheSakeOfItsSessionGoesOnceAfterTheFirstProcessAndUnderTheLock() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        var shell = new ScriptedShell(line -> {
            asked.add(line);
            var id = line.substring(0, line.indexOf(' '));
            return id + " out 25330a\n" + ScriptedShell.exit(line, 0);
        });
        try (var tmux = new PlayedTmux(line -> {
                    asked.add(line);
                    return "";
                });
                var agent = CommandAgent.open(shell, timer)) {
            var server = new TmuxServer(tmux.client(), agent, null);

            assertThat(server.start(start())).succeedsWithin(AMPLE);
            assertThat(server.start(start())).succeedsWithin(AMPLE);

            assertThat(String.join("\n", asked)).containsSubsequence("new-window", "%3", "new-window");
            assertThat(asked)
                    .filteredOn(line -> line.contains("%3"))
                    .singleElement(STRING)
                    .contains("remove_panes");
        }
    }

    @Test
    void sessionThatCouldNotBeMadeInTimeIsTriedAgainAtTheNextStart() throws Exception {
        var busy = new boolean[] {true};
        var shell = new ScriptedShell(line -> busy[0] ? "" : ScriptedShell.exit(line, 0));
        try (var tmux = new PlayedTmux(line -> line.contains("new-window") ? "concert-started %12 4711\n" : "");
                var agent = CommandAgent.open(shell, timer)) {
            var server = new TmuxServer(tmux.client(), agent, null);
            var first = server.start(start());
            timer.expire(0);
            assertThat(first)
                    .failsWithin(AMPLE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ScriptTimeoutException.class);

            busy[0] = false;

            assertThat(server.start(start())).succeedsWithin(AMPLE).isEqualTo(new PaneStarted("%12", 4711));
        }
    }

    @Test
    void readinessIsNotedOnALivingPaneOnlyAndTheBellRings() throws Exception {
        var shell = new ScriptedShell(line -> ScriptedShell.exit(line, 0));
        try (var tmux = new PlayedTmux(line -> "");
                var agent = CommandAgent.open(shell, timer)) {
            var server = new TmuxServer(tmux.client(), agent, null);

            assertThat(server.markReady("%7", 1234)).succeedsWithin(AMPLE);
            assertThat(server.markFailure("%7", "not ready | in time")).succeedsWithin(AMPLE);

            assertThat(String.join("\n", tmux.commands()))
                    .containsSubsequence(
                            "if-shell -F -t \"%7\" \"#{||:#{pane_dead},#{==:#{pane_path},concert-ended}}\" concert-mute ; set-option -p -t \"%7\" @concert_ready 1234",
                            Bell.RING, "set-option -p -t \"%7\" @concert_failure \"not+ready+%7C+in+time\"", Bell.RING);
        }
    }

    private static PaneStart start() {
        return new PaneStart(
                new ProcessKey("robot", "imu"),
                new StartMark("robot/imu/1", 5, List.of(), Map.of(), "/state/robot/imu.log", "beef"),
                List.of("run"),
                "/",
                new OutputCapture("/state/robot/imu.log", 1000, 3, false, "started"),
                RestartMarks.NONE,
                null);
    }
}
