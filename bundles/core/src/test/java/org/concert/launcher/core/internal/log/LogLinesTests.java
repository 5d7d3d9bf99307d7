/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputLine.Kind;
import org.junit.jupiter.api.Test;

class LogLinesTests {

    private static final String STAMP = "2026-01-02T03:04:05.678Z";

    private final List<OutputLine> taken = new ArrayList<>();
    private final List<OutputLine> unended = new ArrayList<>();
    private final LogLines lines = new LogLines("imu", new Launcher.OutputSink() {
        @Override
        public void line(OutputLine line) {
            taken.add(line);
        }

        @Override
        public void unended(OutputLine line) {
            unended.add(line);
        }
    });

    @Test
    void lineHasItsTimeKindContentAndThePlaceBehindIt() {
        take(100, STAMP + " hello\n" + STAMP + "# started\n" + STAMP + "+more\n" + STAMP + "!no motor\n");

        assertThat(taken)
                .extracting(OutputLine::kind, OutputLine::text, OutputLine::position)
                .containsExactly(
                        tuple(Kind.OUTPUT, "hello", 131L),
                        tuple(Kind.NOTE, "started", 165L),
                        tuple(Kind.OUTPUT, "more", 195L),
                        tuple(Kind.ERROR, "no motor", 229L));
        assertThat(taken).extracting(OutputLine::time).containsOnly(Instant.parse(STAMP));
    }

    @Test
    void endsOfLogsAreNotShown() {
        take(0, STAMP + "# log from byte 0 line 1\n" + STAMP + " x\n" + STAMP + "# log goes on\n");

        assertThat(taken).extracting(OutputLine::text).containsExactly("x");
    }

    @Test
    void lineMayComeInPieces() {
        var text = STAMP + " one\n" + STAMP + " two\n";
        for (int i = 0; i < text.length(); i++) {
            take(i, text.substring(i, i + 1));
        }

        assertThat(taken).extracting(OutputLine::text).containsExactly("one", "two");
        assertThat(taken.get(1).position()).isEqualTo(text.length());
    }

    @Test
    void lineThatNoCaptureHasStampedIsShownAsItIs() {
        take(0, "plain\n" + STAMP + "? odd\n2026-13-45T99:99:99.999Z odd\n\n");

        assertThat(taken)
                .extracting(OutputLine::text)
                .containsExactly("plain", STAMP + "? odd", "2026-13-45T99:99:99.999Z odd", "");
        assertThat(taken).extracting(OutputLine::time).containsOnlyNulls();
    }

    @Test
    void gapIsToldOf() {
        take(0, STAMP + " cut o");
        take(100, STAMP + " next\n");

        assertThat(taken)
                .extracting(OutputLine::text)
                .containsExactly("cut o", "70 bytes of output are missing: their logs are kept no more", "next");
    }

    @Test
    void logThatWasBegunAnewIsToldOf() {
        take(100, STAMP + " old\n");
        take(0, STAMP + " new\n");

        assertThat(taken)
                .extracting(OutputLine::text)
                .containsExactly("old", "its log was begun anew by somebody", "new");
    }

    @Test
    void unendedLineIsToldWithThePlaceAtWhichItBeginsAndIsALineOnceItEnds() {
        take(0, STAMP + " one\n" + STAMP + "!prompt> ");

        lines.unended(100);
        take(62, "yes\n");

        assertThat(unended)
                .extracting(OutputLine::kind, OutputLine::text, OutputLine::position)
                .containsExactly(tuple(Kind.ERROR, "prompt> ", 29L));
        assertThat(unended).extracting(OutputLine::time).containsExactly(Instant.parse(STAMP));
        assertThat(taken).extracting(OutputLine::text).containsExactly("one", "prompt> yes");
    }

    @Test
    void unendedLineIsToldAgainOnlyWhenMoreOfItHasCome() {
        take(0, STAMP + " 1");
        lines.unended(100);
        lines.unended(100);
        take(26, "2");
        lines.unended(100);

        assertThat(unended).extracting(OutputLine::text).containsExactly("1", "12");
    }

    @Test
    void longUnendedLineIsToldAsItsBeginningOrAsWhatIsNotWrittenOver() {
        take(0, STAMP + " " + "x".repeat(100));
        lines.unended(10);
        take(125, "\r 5%\r 6%\r 7%\r");
        lines.unended(10);

        assertThat(unended).extracting(OutputLine::text).containsExactly("x".repeat(10), " 6%\r 7%\r");
    }

    @Test
    void noteOfTheLauncherDoesNotStandWithinTheLineThatHasNotEnded() {
        take(0, STAMP + " prompt> ");

        lines.note("output is delayed");

        assertThat(taken).extracting(OutputLine::position).containsExactly(0L);
        assertThat(lines.unendedFrom()).isZero();
    }

    private void take(long position, String text) {
        lines.take(new LogPiece(position, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }
}
