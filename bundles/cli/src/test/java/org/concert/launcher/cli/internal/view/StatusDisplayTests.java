/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusDisplayTests {

    private static final Instant T0 = Instant.parse("2026-01-01T14:03:07.120Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static List<ProcessSnapshot> using(double cpu, long bytes) {
        return List.of(process("imu")
                .state(ProcessState.READY)
                .cpuPercent(cpu)
                .residentBytes(bytes)
                .variants("Base Only")
                .build());
    }

    @Test
    void tableTellsWhatIsUsedBeforeTheVariants() {
        assertThat(StatusTable.linesWithUse(using(112.5, 3_500_000), T0, Paint.PLAIN))
                .containsExactly(
                        "NAME  SESSION  MACHINE  STATE  PID  EXIT  UPTIME  CPU     MEMORY  VARIANTS   REASON",
                        "imu   robot    local    READY  -    -     -       112.5%  3.3M    Base Only  -");
    }

    @ParameterizedTest
    @CsvSource({"0, 0K", "1023, 0K", "831488, 812K", "3500000, 3.3M", "28311552, 27M", "1288490189, 1.2G", "-5, 0K"})
    void memoryIsOneWord(long bytes, String word) {
        assertThat(Sizes.word(bytes)).isEqualTo(word);
    }

    @Test
    void jsonIsALineForEachChangeAndNoneForNone() {
        StatusLines lines = StatusLines.json(stream());

        lines.show(using(1, 1), List.of(), T0);
        lines.show(using(1, 1), List.of(), T0.plusSeconds(1));
        lines.show(using(2, 1), List.of(), T0.plusSeconds(2));
        lines.close();
        lines.show(using(3, 1), List.of(), T0.plusSeconds(3));

        assertThat(text().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"processes\":["));
    }

    @Test
    void tablesLeaveOutChangesOfFiguresAlone() {
        StatusLines lines = StatusLines.tables(stream(), Paint.PLAIN);

        lines.show(using(1, 1), List.of(), T0);
        lines.show(using(2, 2), List.of(), T0.plusSeconds(2));
        lines.show(List.of(process("imu").build()), List.of(), T0.plusSeconds(3));

        assertThat(text().lines().filter(line -> line.startsWith("imu"))).hasSize(2);
    }

    @Test
    void liveTableIsCutToTheHeightAndLeftWhole() {
        LiveStatus live = new LiveStatus(stream(), Paint.PLAIN, now -> 4);
        List<ProcessSnapshot> four = List.of(
                process("a").build(),
                process("b").build(),
                process("c").build(),
                process("d").build());

        live.show(four, List.of("Cannot reach x"), T0);
        assertThat(text()).contains("\na ").doesNotContain("\nb ").contains("and 4 more lines");
        out.reset();
        live.close();
        live.close();
        live.show(four, List.of(), T0);

        assertThat(text()).contains("\na ", "\nb ", "\nc ", "\nd ").endsWith("\nCannot reach x\n");
    }

    private PrintStream stream() {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
