/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputLine.Kind;
import org.junit.jupiter.api.Test;

/** Lines that have not ended, on a terminal and in a stream. */
class LineDisplayTests {

    private static final String BEGIN = "\u001b[?25l\u001b[?7l";
    private static final String END = "\u001b[J\u001b[?7h\u001b[?25h";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final OutputLines format = new OutputLines(List.of("a"), Paint.PLAIN, false, null);
    private final LineDisplay stream = new StreamedLines(out, format, true);
    private final LineDisplay terminal =
            new TerminalLines(out, new OutputLines(List.of("a", "b"), Paint.PLAIN, true, null));

    @Test
    void streamGetsEachByteOfALineOnce() {
        stream.unended(line("a", "Erase"));
        stream.unended(line("a", "Erase? "));
        stream.print(line("a", "Erase? yes"));
        stream.print(line("a", "erased"));

        assertThat(shown()).isEqualTo("Erase? yes\nerased\n");
    }

    @Test
    void noteOfTheLauncherStandsInALineOfItsOwnAndTheRestOfTheLineFollows() {
        var note = new OutputLine("a", Kind.NOTE, null, ByteBuffer.wrap("delayed".getBytes(StandardCharsets.UTF_8)), 0);
        stream.unended(line("a", "Erase? "));
        stream.print(note);
        stream.print(line("a", "Erase? yes"));
        stream.unended(line("a", "whole"));
        stream.print(note);
        stream.print(line("a", "whole"));

        assertThat(shown()).isEqualTo("Erase? \n# delayed\nyes\nwhole\n# delayed\n");
    }

    @Test
    void streamGetsALineThatWritesOverItselfWhenItHasEnded() {
        stream.unended(line("a", "1%\r2%"));
        assertThat(shown()).isEmpty();

        stream.print(line("a", "1%\r2%\r3%"));
        assertThat(shown()).isEqualTo("1%\r2%\r3%\n");
    }

    @Test
    void streamEndsWithAnEndOfLine() {
        stream.unended(line("a", "Erase? "));
        stream.end();
        stream.end();

        assertThat(shown()).isEqualTo("Erase? \n");
    }

    @Test
    void terminalShowsHowALineStandsUntilItEnds() {
        terminal.unended(line("a", "1%\r2%"));
        terminal.unended(line("a", "1%\r2%\r3%"));
        terminal.print(line("a", "1%\r2%\r3%\rdone"));
        terminal.caughtUp();

        assertThat(shown())
                .isEqualTo(BEGIN + "\ra | 2%\u001b[K" + END + BEGIN + "\ra | 3%\u001b[K" + END + "\r\u001b[J"
                        + "a | done\n");
    }

    @Test
    void linesOfOthersComeAboveTheOneThatStandsWhichIsDrawnAgainWhenAllHaveCome() {
        terminal.unended(line("a", "Erase? "));
        printed.reset();
        terminal.print(line("b", "one"));
        terminal.print(line("b", "two"));
        terminal.caughtUp();
        terminal.end();

        assertThat(shown())
                .isEqualTo("\r\u001b[Jb | one\nb | two\n" + BEGIN + "\ra | Erase? \u001b[K" + END
                        + System.lineSeparator());
    }

    private static OutputLine line(String process, String text) {
        return new OutputLine(process, Kind.OUTPUT, null, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private String shown() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
