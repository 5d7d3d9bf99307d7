/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.agent.PosixPath;
import org.concert.launcher.core.internal.agent.ShellHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both programs that read logs do the same: the one for perl, and the one for a machine that has none. */
class LogReaderTests {

    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final String STAMP = "2026-01-02T03:04:05.678Z";

    enum Tools {
        PERL,
        POSIX
    }

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void makeTemporaryFolder() throws IOException {
        Files.createDirectory(temporary());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        // It is killed, and has not had the time to remove anything itself.
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (!isEmpty(temporary())) {
            assertThat(System.nanoTime() - deadline)
                    .as("time for the folder of a killed reader to be removed")
                    .isNegative();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        PosixPath.removeFrom(folder.resolve("bin"));
    }

    @ParameterizedTest
    @EnumSource
    void lastLinesMayStandInOlderLogs(Tools tools) throws Exception {
        threeLogs();
        var reader = open(tools);

        assertThat(lines(reader, OutputStart.last(1))).containsExactly("6");
        assertThat(lines(reader, OutputStart.last(3))).containsExactly("4", "5", "6");
        assertThat(lines(reader, OutputStart.last(6))).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(lines(reader, OutputStart.last(100))).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(lines(reader, OutputStart.last(0))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void linesKeepTheirNumbersWhenOlderLogsAreGone(Tools tools) throws Exception {
        threeLogs();
        Files.delete(log(2));
        var reader = open(tools);

        assertThat(lines(reader, OutputStart.lineNumber(4))).containsExactly("4", "5", "6");
        assertThat(lines(reader, OutputStart.lineNumber(5))).containsExactly("5", "6");
        assertThat(lines(reader, OutputStart.lineNumber(1)))
                .as("what is kept no more is passed over")
                .containsExactly("3", "4", "5", "6");
        assertThat(lines(reader, OutputStart.lineNumber(7))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readerGoesOnAtTheByteToWhichItCame(Tools tools) throws Exception {
        threeLogs();
        var reader = open(tools);
        var all = positions(reader, OutputStart.byteNumber(0));

        for (int i = 0; i < all.size(); i++) {
            assertThat(lines(reader, OutputStart.byteNumber(all.get(i)))).hasSize(all.size() - 1 - i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingBytesAreToldOf(Tools tools) throws Exception {
        threeLogs();
        Files.delete(log(2));
        var reader = open(tools);

        var piece =
                reader.read(log(0).toString(), OutputStart.byteNumber(0), false).get();

        assertThat(piece.position()).isPositive();
        var taken = new ArrayList<String>();
        var lines = new LogLines("p", line -> taken.add(line.text()));
        lines.take(new LogPiece(0, ByteBuffer.allocate(0)));
        lines.take(piece);
        assertThat(taken.get(0))
                .isEqualTo(piece.position() + " bytes of output are missing: their logs are kept no more");
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsAnsweredWhenThereIsMore(Tools tools) throws Exception {
        Files.writeString(log(0), first(0, 1) + STAMP + " one\n");
        var reader = open(tools);
        long end = Files.size(log(0));

        var waiting = reader.read(log(0).toString(), OutputStart.byteNumber(end), true);
        var other = reader.read(log(0).toString(), OutputStart.byteNumber(0), false);
        assertThat(other).succeedsWithin(AMPLE);
        assertThat(waiting).isNotDone();
        Files.writeString(log(0), STAMP + " two\n", StandardOpenOption.APPEND);

        assertThat(waiting)
                .succeedsWithin(AMPLE)
                .satisfies(piece -> assertThat(piece.position()).isEqualTo(end));
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsAtTheEndOfALogIsAnsweredFromTheNext(Tools tools) throws Exception {
        Files.writeString(log(0), first(0, 1) + STAMP + " one\n" + STAMP + "# log goes on\n");
        var reader = open(tools);
        long end = Files.size(log(0));
        var waiting = reader.read(log(0).toString(), OutputStart.byteNumber(end), true);

        Files.move(log(0), log(1), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(log(0), first(end, 2) + STAMP + " two\n");

        assertThat(waiting).succeedsWithin(AMPLE).satisfies(piece -> {
            assertThat(piece.position()).isEqualTo(end);
            assertThat(StandardCharsets.UTF_8.decode(piece.bytes().duplicate()).toString())
                    .contains("two");
        });
    }

    @ParameterizedTest
    @EnumSource
    void logThatIsNotThereYetIsWaitedFor(Tools tools) throws Exception {
        var reader = open(tools);
        var waiting = reader.read(log(0).toString(), OutputStart.last(20), true);
        assertThat(reader.read(log(0).toString(), OutputStart.last(20), false))
                .succeedsWithin(AMPLE)
                .satisfies(piece -> assertThat(piece.bytes().hasRemaining()).isFalse());

        Files.writeString(log(0), first(0, 1) + STAMP + " one\n");

        assertThat(waiting).succeedsWithin(AMPLE);
    }

    @ParameterizedTest
    @EnumSource
    void manyAreAnsweredEachWithItsOwn(Tools tools) throws Exception {
        int count = tools == Tools.PERL ? 50 : 10;
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve("p" + i), first(0, 1) + STAMP + " " + i + "\n");
        }
        var reader = open(tools);
        var answers = new ArrayList<CompletableFuture<LogPiece>>();
        for (int i = 0; i < count; i++) {
            answers.add(reader.read(folder.resolve("p" + i).toString(), OutputStart.last(1), true));
        }

        for (int i = 0; i < count; i++) {
            int number = i;
            assertThat(answers.get(i))
                    .succeedsWithin(AMPLE)
                    .satisfies(piece -> assertThat(StandardCharsets.UTF_8
                                    .decode(piece.bytes().duplicate())
                                    .toString())
                            .endsWith(" " + number + "\n"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nameOfALogMayHoldAnything(Tools tools) throws Exception {
        var odd = folder.resolve("it's a \"$HOME\" `id` \\n \n %s *.log");
        Files.writeString(odd, first(0, 1) + STAMP + " one\n");

        assertThat(open(tools).read(odd.toString(), OutputStart.last(1), false))
                .succeedsWithin(AMPLE)
                .satisfies(piece -> assertThat(piece.bytes().hasRemaining()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void lostShellFailsWhoWaits(Tools tools) throws Exception {
        var host = host(tools);
        var reader = LogReader.open(host);
        // One that is killed before it has begun can leave an empty folder behind.
        read(reader, OutputStart.last(0));
        var waiting = reader.read(log(0).toString(), OutputStart.last(20), true);

        host.close();

        assertThat(waiting)
                .failsWithin(AMPLE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TransportException.class);
        assertThat(reader.ended()).succeedsWithin(AMPLE);
    }

    private Path log(int number) {
        return folder.resolve(number == 0 ? "p.log" : "p.log." + number);
    }

    private static String first(long bytes, int line) {
        return STAMP + "# log from byte " + bytes + " line " + line + "\n";
    }

    /** Two lines in each of three logs. */
    private void threeLogs() throws IOException {
        long bytes = 0;
        for (int number = 2; number >= 0; number--) {
            int line = (2 - number) * 2 + 1;
            var text = first(bytes, line) + STAMP + " " + line + "\n" + STAMP + " " + (line + 1) + "\n"
                    + (number == 0 ? "" : STAMP + "# log goes on\n");
            Files.writeString(log(number), text);
            bytes += text.length();
        }
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private ShellHost host(Tools tools) throws IOException {
        if (tools == Tools.POSIX) {
            var bin = Files.createDirectories(folder.resolve("bin"));
            return new ShellHost(
                    Map.of("PATH", PosixPath.in(bin), "TMPDIR", temporary().toString()));
        }
        assumeTrue(Files.exists(Path.of("/usr/bin/perl")), "there is no perl on this machine");
        return new ShellHost();
    }

    private LogReader open(Tools tools) throws Exception {
        var host = host(tools);
        var reader = LogReader.open(host);
        opened.add(reader);
        opened.add(host);
        return reader;
    }

    private List<String> lines(LogReader reader, OutputStart start) throws Exception {
        var lines = new ArrayList<String>();
        read(reader, start).forEach(line -> lines.add(line.text()));
        return lines;
    }

    private List<Long> positions(LogReader reader, OutputStart start) throws Exception {
        return read(reader, start).stream().map(OutputLine::position).toList();
    }

    /** Read from a place to the end, as somebody who does not follow. */
    private List<OutputLine> read(LogReader reader, OutputStart start) throws Exception {
        var taken = new ArrayList<OutputLine>();
        var lines = new LogLines("p", taken::add);
        var next = start;
        while (true) {
            var piece = reader.read(log(0).toString(), next, false).get(60, TimeUnit.SECONDS);
            if (!piece.bytes().hasRemaining()) {
                return taken;
            }
            lines.take(piece);
            next = OutputStart.byteNumber(lines.position());
        }
    }
}
