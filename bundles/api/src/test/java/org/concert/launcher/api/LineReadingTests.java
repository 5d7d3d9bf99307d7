/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineReadingTests {

    private static final int MANY = 10_000;

    private final LineReading reading = new LineReading(true);
    private final Subscription subscription = new Subscription();

    @Test
    void linesComeInOrderAndNoneIsLostThoughTheReaderIsSlower() throws Exception {
        Thread launcher = printing(MANY);

        try (Stream<OutputLine> lines = reading.stream(subscription)) {
            launcher.start();

            assertThat(lines.map(OutputLine::text))
                    .containsExactlyElementsOf(
                            IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
        }
        launcher.join();
    }

    @Test
    void unendedLineIsTheLastOneOfAStreamThatDoesNotFollow() {
        for (boolean follow : List.of(true, false)) {
            var ended = new LineReading(follow);
            ended.line(line("one"));
            ended.unended(line("prompt> "));
            var all = new Subscription();
            all.ended().complete(null);

            try (Stream<OutputLine> lines = ended.stream(all)) {
                assertThat(lines.map(OutputLine::text))
                        .containsExactlyElementsOf(follow ? List.of("one") : List.of("one", "prompt> "));
            }
        }
    }

    @Test
    void closingLetsTheLauncherGoOnThoughNobodyReads() throws Exception {
        Thread launcher = printing(MANY);

        try (Stream<OutputLine> lines = reading.stream(subscription)) {
            launcher.start();
            List<String> read = lines.map(OutputLine::text).limit(3).toList();

            assertThat(read).containsExactly("0", "1", "2");
        }
        launcher.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(launcher.isAlive()).isFalse();
        assertThat(subscription.ended()).isCompleted();
    }

    @Test
    void closingByAnotherThreadEndsTheStreamOfAWaitingReader() throws Exception {
        Stream<OutputLine> lines = reading.stream(subscription);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<List<OutputLine>> read = CompletableFuture.supplyAsync(
                () -> lines.peek(line -> begun.complete(null)).toList());
        reading.line(line("one"));
        begun.get(30, TimeUnit.SECONDS);

        lines.close();

        assertThat(read.get(30, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void readingFailsWithWhatTheOutputFailedWith() {
        var why = new TransportException("Cannot reach moon: it is too far away");
        Stream<OutputLine> lines = reading.stream(subscription);
        reading.line(line("one"));
        subscription.ended().completeExceptionally(why);

        assertThatThrownBy(lines::toList)
                .isInstanceOf(CompletionException.class)
                .hasCause(why);
    }

    @Test
    void interruptedReaderIsToldSo() {
        Stream<OutputLine> lines = reading.stream(subscription);
        Thread.currentThread().interrupt();

        assertThatThrownBy(lines::toList).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Thread printing(int count) {
        return new Thread(() -> {
            IntStream.range(0, count).forEach(i -> reading.line(line(Integer.toString(i))));
            subscription.ended().complete(null);
        });
    }

    private static OutputLine line(String text) {
        return new OutputLine(
                "imu", OutputLine.Kind.OUTPUT, null, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static final class Subscription implements OutputSubscription {

        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public CompletableFuture<Void> ended() {
            return ended;
        }

        @Override
        public void close() {
            ended.complete(null);
        }
    }
}
