/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.core.internal.log.LogLines;
import org.concert.launcher.core.internal.log.LogPiece;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that stand unended, by a log that is written by hand and moments that pass when the test says so. */
class OutputFollowerTests {

    private static final String STAMP = "2026-01-02T03:04:05.678Z";

    private final List<String> told = new ArrayList<>();
    private CompletableFuture<LogPiece> asked = new CompletableFuture<>();
    private CompletableFuture<Void> moment = new CompletableFuture<>();
    private long position;

    @BeforeEach
    void begin() {
        follow(true);
    }

    @Test
    void lineThatStandsForAMomentIsToldOfAndIsALineOnceItEnds() {
        print(STAMP + " Password: ");
        assertThat(told).isEmpty();

        moment.complete(null);
        assertThat(told).containsExactly("stands: Password: ");

        print("secret\n");
        assertThat(told).containsExactly("stands: Password: ", "line: Password: secret");
    }

    @Test
    void lineThatEndsWithinTheMomentIsNotToldOf() {
        print(STAMP + " loading ");
        CompletableFuture<Void> first = moment;
        print("done\n");
        first.complete(null);

        assertThat(told).containsExactly("line: loading done");
    }

    @Test
    void progressIsToldOfOnceAMomentThoughItNeverRests() {
        print(STAMP + " 1%");
        print("\r2%");
        moment.complete(null);
        print("\r3%");
        print("\r4%");
        moment.complete(null);

        assertThat(told).containsExactly("stands: 1%\r2%", "stands: 1%\r2%\r3%", "stands: 1%\r2%\r3%\r4%");
    }

    @Test
    void piecesOfAFastOutputThatEndWithinALineTellNothingOfIt() {
        print(STAMP + " one\n" + STAMP + " tw");
        CompletableFuture<Void> first = moment;
        print("o\n" + STAMP + " thr");
        first.complete(null);
        print("ee\n");

        assertThat(told).containsExactly("line: one", "line: two", "line: three");
    }

    @Test
    void whoDoesNotFollowIsToldOfItLastOfAllHoweverLongItIs() {
        follow(false);
        String prompt = "x".repeat(100_000);
        print(STAMP + " one\n" + STAMP + " " + prompt);
        print("");

        assertThat(told).containsExactly("line: one", "stands: " + prompt);
    }

    private void follow(boolean follow) {
        var lines = new LogLines("imu", new Launcher.OutputSink() {
            @Override
            public void line(OutputLine line) {
                told.add("line: " + line.text());
            }

            @Override
            public void unended(OutputLine line) {
                told.add("stands: " + line.text());
            }
        });
        OutputFollower.Source log = (start, wait) -> {
            asked = new CompletableFuture<>();
            return asked;
        };
        new OutputFollower(
                        () -> CompletableFuture.completedFuture(log),
                        lines,
                        OutputStart.byteNumber(0),
                        follow,
                        Runnable::run,
                        () -> {
                            moment = new CompletableFuture<>();
                            return moment;
                        })
                .begin();
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var piece = new LogPiece(position, ByteBuffer.wrap(bytes));
        position += bytes.length;
        asked.complete(piece);
    }
}
