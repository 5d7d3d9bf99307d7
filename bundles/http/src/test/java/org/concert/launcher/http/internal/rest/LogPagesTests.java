/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.Test;

class LogPagesTests {

    private static final Instant TIME = Instant.parse("2026-11-30T12:00:00Z");

    /** With their numbers, 1,000,000 bytes each: two make a page. */
    private static final String LONG = "x".repeat(1_000_000 - 27);

    private final List<Long> askedFrom = new ArrayList<>();

    @Test
    void linesStandBehindTheirTimesAndNotesBehindASign() throws Exception {
        var pages = new LogPages(
                launcher(
                        3,
                        (number, sink) -> sink.line(
                                number == 0
                                        ? line("started", OutputLine.Kind.NOTE, 1)
                                        : line("line " + number, number + 1))),
                "imu");

        assertThat(text(pages.first())).isEqualTo("""
                2026-11-30T12:00:00.000Z # started
                2026-11-30T12:00:00.000Z line 1
                2026-11-30T12:00:00.000Z line 2
                """);
        assertThat(text(pages.next())).isEmpty();
    }

    @Test
    void textEndsWithALineThatHasNotEndedHoweverLongItIs() throws Exception {
        var pages = new LogPages(
                launcher(2, (number, sink) -> {
                    if (number == 0) {
                        sink.line(line("one", 1));
                    } else {
                        sink.unended(line(LONG + LONG, 1));
                    }
                }),
                "imu");

        assertThat(text(pages.first()))
                .isEqualTo("2026-11-30T12:00:00.000Z one\n2026-11-30T12:00:00.000Z " + LONG + LONG);
        assertThat(text(pages.next())).isEmpty();
    }

    @Test
    void onePageIsReadAtATimeAndNoLineIsLostOrTwice() throws Exception {
        var pages =
                new LogPages(launcher(5, (number, sink) -> sink.line(line(number + " " + LONG, number + 1))), "imu");

        assertThat(numbers(text(pages.first()))).containsExactly("0", "1");
        assertThat(askedFrom).containsExactly(0L);
        assertThat(numbers(text(pages.next()))).containsExactly("2", "3");
        assertThat(numbers(text(pages.next()))).containsExactly("4");
        assertThat(text(pages.next())).isEmpty();
        assertThat(askedFrom).containsExactly(0L, 2L, 4L);
    }

    @Test
    void whatCannotBeReadAnyMoreIsToldInTheLastLine() throws Exception {
        Launcher lost = launcher(5, (number, sink) -> {
            if (number == 2) {
                throw new IllegalStateException("Cannot reach arm: no route");
            }
            sink.line(line(number + " " + LONG, number + 1));
        });
        var pages = new LogPages(lost, "imu");

        text(pages.first());
        assertThat(text(pages.next())).isEqualTo("# what follows is missing: Cannot reach arm: no route\n");
        assertThat(text(pages.next())).isEmpty();
    }

    private static List<String> numbers(String page) {
        return page.lines().map(line -> line.split(" ", 3)[1]).toList();
    }

    private static String text(CompletableFuture<byte[]> page) throws Exception {
        return new String(page.get(10, TimeUnit.SECONDS), StandardCharsets.UTF_8);
    }

    private static OutputLine line(String text, long position) {
        return line(text, OutputLine.Kind.OUTPUT, position);
    }

    private static OutputLine line(String text, OutputLine.Kind kind, long position) {
        return new OutputLine("imu", kind, TIME, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), position);
    }

    /** Tells one line, or fails. */
    private interface Telling {
        void tell(int number, Launcher.OutputSink sink);
    }

    /** Return a launcher with one process that has printed so many lines, of one byte each as far as positions go. */
    private Launcher launcher(int lines, Telling telling) {
        return (Launcher) Proxy.newProxyInstance(
                Launcher.class.getClassLoader(), new Class<?>[] {Launcher.class}, (proxy, method, arguments) -> {
                    long from = ((OutputStart) arguments[1]).value();
                    askedFrom.add(from);
                    return told((int) from, lines, telling, (Launcher.OutputSink) arguments[3]);
                });
    }

    private static Launcher.OutputSubscription told(int from, int lines, Telling telling, Launcher.OutputSink sink) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try {
            for (int i = from; i < lines; i++) {
                telling.tell(i, sink);
            }
            ended.complete(null);
        } catch (IllegalStateException e) {
            ended.completeExceptionally(new TransportException(e.getMessage()));
        }
        return new Launcher.OutputSubscription() {
            @Override
            public CompletableFuture<Void> ended() {
                return ended;
            }

            @Override
            public void close() {}
        };
    }
}
