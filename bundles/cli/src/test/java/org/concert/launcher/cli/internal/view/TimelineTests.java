/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.HistoryEntry.Kind;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;

class TimelineTests {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");

    private static final List<ProcessDescription> ROBOT = List.of(
            Samples.description("ecat"),
            Samples.description("imu"),
            Samples.description("core", "ecat", "imu"),
            Samples.description("old"));

    private static ProcessSnapshot ran(String name, double started, double ready) {
        return process(name)
                .state(ProcessState.READY)
                .pid(1)
                .startTime(T0.plusMillis((long) (started * 1000)))
                .readyTime(T0.plusMillis((long) (ready * 1000)))
                .build();
    }

    private static Timeline start() {
        return Timeline.ofLastStart(
                        List.of(
                                ran("ecat", 0, 4),
                                ran("imu", 0, 1),
                                ran("core", 4, 10),
                                ran("old", -3_600, -3_599),
                                process("never").build()),
                        ROBOT)
                .orElseThrow();
    }

    @Test
    void lastStartHoldsWhatWasStartedTogether() {
        Timeline timeline = start();

        assertThat(timeline.bars()).extracting(Timeline.Bar::name).containsExactly("imu", "ecat", "core");
        assertThat(timeline.begin()).isEqualTo(T0);
        assertThat(timeline.end()).isEqualTo(T0.plusSeconds(10));
    }

    @Test
    void criticalPathGoesBackFromTheLastOverWhomEachWaitedForLongest() {
        assertThat(start().critical()).containsExactly("ecat", "core");
        assertThat(start().bars().get(2).awaited()).isEqualTo("ecat");
    }

    @Test
    void nothingWasStartedWhereNothingHasATime() {
        assertThat(Timeline.ofLastStart(List.of(process("ecat").build()), ROBOT))
                .isEmpty();
    }

    @Test
    void textShowsWaitingComingUpAndRunning() {
        assertThat(new TimelineText(start(), 64).lines(ZoneOffset.UTC, Paint.PLAIN))
                .containsExactly(
                        "      2026-01-01 12:00:00 to 2026-01-01 12:00:10 (10.0 s)",
                        "imu  |=##################| ready in 1.0 s".replace("=#", "=##"),
                        "ecat |=======#############| ready in 4.0 s",
                        "core |.......============#| ready in 6.0 s after ecat",
                        "Critical path: ecat (4.0 s) -> core (6.0 s); in all 10.0 s");
    }

    @Test
    void pictureIsWellFormedAndNamesAll() throws Exception {
        String svg = String.join("\n", new TimelineSvg(start()).lines("a <robot> & more", ZoneOffset.UTC));

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        assertThat(document.getDocumentElement().getTextContent())
                .contains("a <robot> & more", "ecat", "imu", "core, after ecat", "the critical path, ecat - core");
    }

    @Test
    void historyHasEachRunForItselfAndWhatBeganBeforeFromTheBeginning() {
        Timeline timeline = Timeline.ofHistory(
                        List.of(
                                entry(1, "imu", Kind.ENDED),
                                entry(2, "imu", Kind.STARTED),
                                entry(3, "imu", Kind.NOTED),
                                entry(4, "ecat", Kind.STARTED),
                                entry(5, "ecat", Kind.ENDED)),
                        T0,
                        T0.plusSeconds(9))
                .orElseThrow();

        assertThat(timeline.bars())
                .containsExactly(
                        new Timeline.Bar("imu", T0, null, T0.plusSeconds(1), ""),
                        new Timeline.Bar("imu", T0.plusSeconds(2), null, null, ""),
                        new Timeline.Bar("ecat", T0.plusSeconds(4), null, T0.plusSeconds(5), ""));
        assertThat(new TimelineText(timeline, 80).lines(ZoneOffset.UTC, Paint.PLAIN))
                .anyMatch(line -> line.startsWith("imu  |") && line.endsWith("| 2 runs"))
                .anyMatch(line -> line.startsWith("ecat |") && line.endsWith("| 1 run"))
                .noneMatch(line -> line.startsWith("Critical"));
    }

    private static HistoryEntry entry(int second, String name, Kind kind) {
        return new HistoryEntry(T0.plusSeconds(second), name, "robot", "local", kind, "", List.of());
    }
}
