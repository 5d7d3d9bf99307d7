/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputLine.Kind;
import org.junit.jupiter.api.Test;

class OutputLinesTests {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void outputOfOneProcessStaysAsItIs() {
        var lines = new OutputLines(List.of("imu"), Paint.COLOURED, false, null);

        assertThat(shown(lines, "imu", "hello")).isEqualTo("hello\n");
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        var lines = new OutputLines(List.of("imu"), Paint.PLAIN, false, null);
        byte[] bytes = {0, (byte) 0xff, (byte) 0xc3, '\r', 27};

        byte[] shown = lines.line(new OutputLine("imu", Kind.OUTPUT, TIME, ByteBuffer.wrap(bytes), 0));

        assertThat(shown).containsExactly(0, 0xff, 0xc3, '\r', 27, '\n');
    }

    @Test
    void outputOfSeveralHasAlignedNames() {
        var lines = new OutputLines(List.of("imu", "xbot2"), Paint.PLAIN, false, null);

        assertThat(shown(lines, "imu", "hello")).isEqualTo("imu   | hello\n");
        assertThat(shown(lines, "xbot2", "")).isEqualTo("xbot2 | \n");
    }

    @Test
    void eachNameHasItsColour() {
        var lines = new OutputLines(List.of("imu", "xbot2"), Paint.COLOURED, false, null);

        assertThat(shown(lines, "imu", "hello")).isEqualTo("\u001b[36mimu   |\u001b[0m hello\n");
        assertThat(shown(lines, "xbot2", "hello")).isEqualTo("\u001b[35mxbot2 |\u001b[0m hello\n");
    }

    @Test
    void timeIsThatOfTheZone() {
        var lines = new OutputLines(List.of("imu"), Paint.PLAIN, false, ZoneOffset.ofHours(2));

        assertThat(shown(lines, "imu", "hello")).isEqualTo("2026-01-02 05:04:05.678 hello\n");
    }

    @Test
    void lineWithoutATimeIsShownWithoutOne() {
        var lines = new OutputLines(List.of("imu"), Paint.PLAIN, false, ZoneOffset.UTC);
        var line = new OutputLine("imu", Kind.NOTE, null, ByteBuffer.wrap(new byte[] {'x'}), 0);

        assertThat(new String(lines.line(line), StandardCharsets.UTF_8)).isEqualTo("# x\n");
    }

    @Test
    void standardErrorIsRedOnATerminalAlsoBehindColoursOfItsOwn() {
        String printed = "\u001b[33mwarn\u001b[0m no motor";
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        var error = new OutputLine("imu", Kind.ERROR, TIME, ByteBuffer.wrap(bytes), 0);

        assertThat(text(new OutputLines(List.of("imu"), Paint.COLOURED, true, null), error))
                .isEqualTo("\u001b[31m\u001b[33mwarn\u001b[0m\u001b[31m no motor\u001b[0m\n");
        assertThat(text(new OutputLines(List.of("imu"), Paint.PLAIN, true, null), error))
                .isEqualTo("warn no motor\n");
        assertThat(text(new OutputLines(List.of("imu"), Paint.PLAIN, false, null), error))
                .isEqualTo(printed + "\n");
    }

    private static String text(OutputLines lines, OutputLine line) {
        return new String(lines.line(line), StandardCharsets.UTF_8);
    }

    private static String shown(OutputLines lines, String process, String text) {
        var content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new String(lines.line(new OutputLine(process, Kind.OUTPUT, TIME, content, 0)), StandardCharsets.UTF_8);
    }

    @Test
    void terminalGetsWhatALineLookedLikeAndNothingThatSteersIt() {
        var lines = new OutputLines(List.of("imu"), Paint.COLOURED, true, null);
        var plain = new OutputLines(List.of("imu"), Paint.PLAIN, true, null);

        String printed = "\u001b[2Jload 10%\rload \u001b[32m99%\u001b[0m\u001b[6n";

        assertThat(shown(lines, "imu", printed)).isEqualTo("load \u001b[32m99%\u001b[0m\n");
        assertThat(shown(plain, "imu", printed)).isEqualTo("load 99%\n");
    }
}
