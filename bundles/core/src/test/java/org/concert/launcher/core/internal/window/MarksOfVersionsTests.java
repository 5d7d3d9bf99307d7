/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concert.launcher.api.ExitStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Marks as released versions wrote them, kept as they were: they are on panes that run on when a launcher is upgraded. */
class MarksOfVersionsTests {

    private final List<String> server = new ArrayList<>();
    private Map<String, PaneRecord> panes = Map.of();

    @BeforeEach
    void readMarks() throws IOException {
        List<String> lines;
        try (InputStream in = MarksOfVersionsTests.class.getResourceAsStream("/marks/0.1.0.txt")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        List<PaneLine> told = new ArrayList<>();
        boolean ofServer = false;
        for (String line : lines) {
            String name = line.split(" ", 2)[0];
            if (name.equals("pane")) {
                told.add(PaneLine.of(""));
            } else if (name.equals("server")) {
                ofServer = true;
            } else if (ofServer) {
                server.add(line);
            } else if (!name.equals("#")) {
                // show-options puts quotes around some.
                String value = line.substring(name.length()).strip().replaceAll("^\"|\"$", "");
                told.set(told.size() - 1, told.get(told.size() - 1).with(name, value));
            }
        }
        panes = PaneFormat.read(told.stream().map(PaneLine::toString).toList()).stream()
                .collect(Collectors.toMap(pane -> pane.key().name(), Function.identity()));
    }

    @Test
    void whatIsReadyIsReadWithAllItWasStartedWith() {
        PaneRecord imu = panes.get("imu");

        assertThat(imu.key()).isEqualTo(new ProcessKey("robot", "imu"));
        assertThat(imu.paneId()).isEqualTo("%14");
        assertThat(imu.programs()).isEqualTo(new PaneRecord.Programs(3901, 3907));
        assertThat(imu.worksOn()).isTrue();
        assertThat(imu.marks().readyMillis()).isEqualTo(1796044846268L);
        assertThat(imu.marks().beginMillis()).isEqualTo(223);
        assertThat(imu.start())
                .isEqualTo(new StartMark(
                        "robot/imu/27c6342c-9960-4d6e-941e-6298b0da91b9",
                        1796044845840L,
                        28319800,
                        1796044845,
                        List.of(),
                        Map.of(),
                        "/home/ann/.local/state/concert-launcher/robot/imu.log",
                        "f2922ab9",
                        true,
                        new StartMark.Source(
                                new FileMark("vm", "/home/ann/robot.yaml", "/home/ann/robot.yaml"),
                                "echo 'imu | at 30'; exec sleep 10000",
                                null),
                        0));
        assertThat(imu.start().isNewer()).isFalse();
    }

    @Test
    void whatHasEndedOrWasNeverReadyIsReadWithTheReason() {
        assertThat(panes.get("home").exit()).isEqualTo(ExitStatus.ofCode(0));
        assertThat(panes.get("home").endSeconds()).isEqualTo(1796044792);
        assertThat(panes.get("broken").failed()).isTrue();
        assertThat(panes.get("slow").marks().failure())
                .isEqualTo("not ready within 100 ms; ready_check: exit code 1: not yet");
        assertThat(panes.get("slow").marks().lack()).isEqualTo("ready_check: exit code 1: not yet");
    }

    @Test
    void whatARestartPolicyNotedIsRead() {
        RestartMarks flaky = panes.get("flaky").restarts();

        assertThat(flaky.count()).isEqualTo(1);
        assertThat(flaky.times()).containsExactly(28303270L);
        assertThat(flaky.backoff())
                .isNotNull()
                .satisfies(backoff ->
                        assertThat(backoff.refusal()).isEqualTo("not restarted: restart_limit is 1 in 10 min"));
    }

    @Test
    void whatTheServerHoldsIsRead() {
        PaneRecord gone = EndMark.read(server).get(new ProcessKey("robot", "gone"));
        Wish needs = Wish.read(server, Set.of()).get(new ProcessKey("robot", "needs"));
        UpMark field = UpMark.read(server, Set.of()).get("robot");

        assertThat(gone.exit()).isEqualTo(ExitStatus.ofSignal(2));
        assertThat(gone.start().logFile()).isEqualTo("/home/ann/.local/state/concert-launcher/robot/gone.log");
        assertThat(needs.obstacle()).isEqualTo("dependency 'broken' failed");
        assertThat(needs.isHeld()).isFalse();
        assertThat(field).isEqualTo(new UpMark("1796044843949-58214522", "", "field", true));
    }
}
