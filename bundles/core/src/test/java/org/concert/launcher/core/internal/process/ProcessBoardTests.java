/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;

class ProcessBoardTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ProcessBoard board = new ProcessBoard(Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<ProcessEvent> heard = new ArrayList<>();

    @Test
    void changeOfStateIsAnEventWithBothStates() {
        board.begin(imu(ProcessState.STOPPED, ""));
        board.listen(heard::add);

        board.write(imu(ProcessState.STARTING, ""));
        board.write(imu(ProcessState.RUNNING, ""));

        assertThat(heard)
                .containsExactly(
                        new ProcessEvent(NOW, ProcessState.STOPPED, imu(ProcessState.STARTING, "")),
                        new ProcessEvent(NOW, ProcessState.STARTING, imu(ProcessState.RUNNING, "")));
    }

    @Test
    void changeOfAnythingElseIsShownButNoEvent() {
        board.begin(imu(ProcessState.RUNNING, ""));
        board.listen(heard::add);

        board.write(imu(ProcessState.RUNNING, "ready_check: exit code 1"));

        assertThat(board.read("imu")).contains(imu(ProcessState.RUNNING, "ready_check: exit code 1"));
        assertThat(heard).isEmpty();
    }

    @Test
    void whatTheFirstLookFindsIsToldAndIsNoChange() {
        var found = new ArrayList<ProcessSnapshot>();
        board.listen(new ProcessListener() {
            @Override
            public void stateChanged(ProcessEvent event) {
                heard.add(event);
            }

            @Override
            public void firstSeen(ProcessSnapshot process) {
                found.add(process);
            }
        });

        board.begin(imu(ProcessState.UNKNOWN, ""));
        board.begin(imu(ProcessState.READY, ""));

        assertThat(board.read("imu")).contains(imu(ProcessState.READY, ""));
        assertThat(found).containsExactly(imu(ProcessState.READY, ""));
        assertThat(heard).isEmpty();
    }

    @Test
    void eventIsToldWhenTheBoardShowsItAlready() {
        board.begin(imu(ProcessState.STOPPED, ""));
        var shown = new ArrayList<ProcessState>();
        board.listen(event -> shown.add(board.read("imu").orElseThrow().state()));

        board.write(imu(ProcessState.FAILED, "exit code 1"));

        assertThat(shown).containsExactly(ProcessState.FAILED);
    }

    @Test
    void listenerThatFailsKeepsNobodyElseFromHearing() {
        board.begin(imu(ProcessState.STOPPED, ""));
        board.listen(event -> {
            throw new IllegalStateException("a bug of a listener; this error is part of the test");
        });
        board.listen(heard::add);

        board.write(imu(ProcessState.STARTING, ""));
        board.write(imu(ProcessState.RUNNING, ""));

        assertThat(heard)
                .extracting(event -> event.process().state())
                .containsExactly(ProcessState.STARTING, ProcessState.RUNNING);
    }

    @Test
    void whoHasLeftHearsNoMore() {
        board.begin(imu(ProcessState.STOPPED, ""));
        var registration = board.listen(heard::add);
        board.listen(event -> registration.close());

        board.write(imu(ProcessState.STARTING, ""));
        board.write(imu(ProcessState.RUNNING, ""));

        assertThat(heard).hasSize(1);
    }

    @Test
    void processesAreShownApart() {
        board.begin(imu(ProcessState.READY, ""));

        assertThat(board.read("lidar")).isEmpty();
    }

    private static ProcessSnapshot imu(ProcessState state, String message) {
        return new ProcessSnapshot(
                "imu",
                "robot",
                "local",
                null,
                state,
                message,
                new ProcessSnapshot.Launch("./imu"),
                null,
                null,
                ProcessSnapshot.Times.NONE,
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE);
    }
}
