/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.HeldTimer;
import org.concert.launcher.core.internal.machine.PrintingMachine.Printed;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one look at a machine tells, without a connection that lasts. */
class ConnectorLookTests {

    private final HeldTimer timer = new HeldTimer();

    @TempDir
    private Path folder;

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void panesAreListedOnceAndTheMachineIsLeft() throws Exception {
        var machine = new PrintingMachine(arguments -> new Printed(PaneLine.of("robot/imu") + "\nnoise\n", 0));

        assertThat(connector(machine).look("paper").listing().panes())
                .extracting(PaneRecord::paneId)
                .containsExactly("%7");

        assertThat(machine.commands()).hasSize(1);
        assertThat(machine.commands().get(0)).contains("tmux", "list-panes").doesNotContain("new-session");
        assertThat(machine.closed()).isTrue();
    }

    @Test
    void whatNeedsNoTmuxIsToldToo() throws Exception {
        var machine = new PrintingMachine(arguments -> new Printed("no server running on /tmp/tmux-0/default\n", 1));

        var look = connector(machine).look("paper");

        assertThat(look.stateFolder()).startsWith("/");
        assertThat(look.uptime()).isNotNull();
        assertThat(look.listing().panes()).isEmpty();
    }

    @Test
    void lookTellsHowWhatWasStoppedHasEnded() throws Exception {
        var machine = new PrintingMachine(arguments ->
                new Printed(PaneLine.of("robot/imu") + "\n@concert_end/robot/arm \"s15/9/1/0/0/%2Flog\"\n", 0));

        var look = connector(machine).look("paper");

        assertThat(look.listing().panes()).hasSize(1);
        assertThat(look.listing().ends()).containsOnlyKeys(new ProcessKey("robot", "arm"));
    }

    @Test
    void tmuxThatDoesNotKnowHowAPaneEndedIsNudged() throws Exception {
        var dead = PaneLine.of("robot/imu");
        var machine = new PrintingMachine(arguments ->
                new Printed((arguments.contains("run-shell") ? dead.dead("7", "") : dead.dead("", "")) + "\n", 0));

        assertThat(connector(machine).look("paper").listing().panes())
                .extracting(PaneRecord::exit)
                .containsExactly(ExitStatus.ofCode(7));
    }

    @Test
    void machineWithoutATmuxServerRunsNothing() throws Exception {
        for (var complaint : List.of(
                "no server running on /tmp/tmux-0/default",
                "no current target",
                "error connecting to /tmp/tmux-0/default (No such file or directory)",
                "error connecting to /tmp/tmux-0/default (Connection refused)",
                "bash: warning: setlocale: LC_ALL: cannot change locale (xx)\nno server running on /tmp/tmux-0/default")) {
            var machine = new PrintingMachine(arguments -> new Printed(complaint + "\n", 1));

            assertThat(connector(machine).look("paper").listing().panes())
                    .as(complaint)
                    .isEmpty();
        }
    }

    @Test
    void serverThatEndsWhileItIsAskedIsNotThere() throws Exception {
        for (var complaint : List.of("server exited unexpectedly", "server exited", "lost server")) {
            var asked = new AtomicInteger();
            var machine = new PrintingMachine(arguments -> new Printed(
                    asked.incrementAndGet() < 3 ? complaint + "\n" : "no server running on /tmp/tmux-0/default\n", 1));

            assertThat(connector(machine).look("paper").listing().panes())
                    .as(complaint)
                    .isEmpty();
        }
    }

    @Test
    void serverThatMayNotBeAskedIsNotTakenForNone() {
        var machine = new PrintingMachine(
                arguments -> new Printed("error connecting to /tmp/tmux-0/default (Permission denied)\n", 1));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> connector(machine).look("paper"))
                .withMessage("Cannot look at machine paper: tmux says:"
                        + " error connecting to /tmp/tmux-0/default (Permission denied) (exit code 1)");
    }

    @Test
    void missingTmuxIsToldApartFromOneThatFails() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> connector(new PrintingMachine(arguments -> new Printed("", 127)))
                        .look("me@robot"))
                .withMessageStartingWith("Cannot use machine me@robot: tmux is not installed there");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> connector(new PrintingMachine(arguments -> new Printed("server exited\n", 1)))
                        .look("me@robot"))
                .withMessage("Cannot look at machine me@robot: tmux says: server exited (exit code 1)");
    }

    @Test
    void machineThatNoTransportServesCannotBeReached() {
        var connector = new Connector(new Transports(Duration.ZERO), null, timer);

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> connector.look("me@robot"))
                .withMessage("Cannot reach me@robot: no transport for it; there is: []");
    }

    /** Start what leads the session of a window, as far as its environment tells. */
    private static Process leader(String mark) throws IOException {
        var builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put("CONCERT_LAUNCHER_TERMINAL", mark);
        return builder.start();
    }

    @Test
    void programsWithoutAPaneAreFound() throws Exception {
        String origin =
                Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString().replaceAll("[^0-9]", "")
                        + folder.toRealPath() + "/tmux-" + Files.getAttribute(folder, "unix:uid") + "/default";
        String run = "robot/imu/" + UUID.randomUUID();
        var builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put("CONCERT_LAUNCHER_RUN", run + "@" + origin);
        Process program = builder.start();
        Process leader = leader(run + "@" + origin);
        try {
            var none = new PrintingMachine(arguments -> new Printed("no server running on x\n", 1), folder.toString());
            var shown = PaneLine.of("robot/imu").with("@concert_start", "run=" + run.replace("/", "%2F") + "&start=1");
            var one = new PrintingMachine(arguments -> new Printed(shown + "\n", 0), folder.toString());

            assertThat(connector(none).look("paper").orphans().take(new ProcessKey("robot", "imu")))
                    .isEqualTo(Map.of(run, List.of(program.pid())));
            assertThat(connector(one).look("paper").orphans().isEmpty()).isTrue();
        } finally {
            leader.destroyForcibly().waitFor();
            program.destroyForcibly().waitFor();
        }
    }

    @Test
    void programsThatAStopCouldNotEndAreLookedFor() throws Exception {
        Process program = new ProcessBuilder("sleep", "1000").start();
        Process leader = leader("robot/p/run");
        String stat = Files.readString(Path.of("/proc/" + program.pid() + "/stat"));
        String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
        var pane =
                PaneLine.of("robot/imu").startedAt(1).with("@concert_stop", "1").dead("", "9");
        var machine = new PrintingMachine(
                arguments -> new Printed(
                        pane.with("@concert_left", program.pid() + "%3A" + start + "%3Asleep%0A1%3A1%3Ax") + "\n", 0),
                folder.toString());

        try {
            assertThat(connector(machine).look("paper").orphans().take(new ProcessKey("robot", "imu")))
                    .isEqualTo(Map.of("robot/p/run", List.of(program.pid())));
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(leader.isAlive()).isTrue();
        try {
            assertThat(connector(machine).look("paper").orphans().isEmpty()).isTrue();
        } finally {
            leader.destroyForcibly().waitFor();
        }
    }

    private Connector connector(PrintingMachine machine) {
        var transports = new Transports(Duration.ZERO);
        transports.add(machine);
        return new Connector(transports, null, timer);
    }
}
