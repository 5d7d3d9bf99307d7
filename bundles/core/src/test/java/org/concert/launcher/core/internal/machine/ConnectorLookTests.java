/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.concert.launcher.api.ExitStatus;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.HeldTimer;
import org.concert.launcher.core.internal.machine.PrintingMachine.Printed;
import org.concert.launcher.core.internal.window.PaneLine;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one look at a machine tells, without a connection that lasts. */
class ConnectorLookTests {

    private final HeldTimer timer = new HeldTimer();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void panesAreListedOnceAndTheMachineIsLeft() throws Exception {
        var machine = new PrintingMachine(arguments -> new Printed(PaneLine.of("robot/imu") + "\nnoise\n", 0));

        assertThat(connector(machine).look("paper"))
                .extracting(PaneRecord::paneId)
                .containsExactly("%7");

        assertThat(machine.commands()).hasSize(1);
        assertThat(machine.commands().get(0)).contains("tmux", "list-panes").doesNotContain("new-session");
        assertThat(machine.closed()).isTrue();
    }

    @Test
    void tmuxThatDoesNotKnowHowAPaneEndedIsNudged() throws Exception {
        var dead = PaneLine.of("robot/imu");
        var machine = new PrintingMachine(arguments ->
                new Printed((arguments.contains("run-shell") ? dead.dead("7", "") : dead.dead("", "")) + "\n", 0));

        assertThat(connector(machine).look("paper"))
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

            assertThat(connector(machine).look("paper")).as(complaint).isEmpty();
        }
    }

    @Test
    void serverThatEndsWhileItIsAskedIsNotThere() throws Exception {
        for (var complaint : List.of("server exited unexpectedly", "server exited", "lost server")) {
            var asked = new AtomicInteger();
            var machine = new PrintingMachine(arguments -> new Printed(
                    asked.incrementAndGet() < 3 ? complaint + "\n" : "no server running on /tmp/tmux-0/default\n", 1));

            assertThat(connector(machine).look("paper")).as(complaint).isEmpty();
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

    private Connector connector(PrintingMachine machine) {
        var transports = new Transports(Duration.ZERO);
        transports.add(machine);
        return new Connector(transports, null, timer);
    }
}
