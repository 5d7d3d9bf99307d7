/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.junit.jupiter.api.Test;

/** Output for a reader that is slower than the process: nothing is lost or sent twice, and nobody waits. */
class OutputTapTests {

    private static final int LINES = 10_000;

    private final List<OutputStart> begun = new ArrayList<>();
    private final Launchers launchers = new Launchers();
    private Launcher.OutputSink sink = line -> {};

    @Test
    void everyLineComesOnceThoughTheFollowingEndsWheneverTheReaderIsBehind() {
        launchers.addLauncher(launcher());
        OutputTap tap = new OutputTap("robot", "imu", OutputStart.byteNumber(0), () -> {});
        List<Long> read = new ArrayList<>();

        while (read.size() < LINES) {
            OutputTap.Batch batch = tap.take(100);
            if (batch == null) {
                tap.flow(launchers);
            } else {
                assertThat(batch.lines().size()).isLessThanOrEqualTo(100);
                batch.lines().forEach(line -> read.add(line.position()));
            }
        }

        assertThat(read).isEqualTo(LongStream.rangeClosed(1, LINES).boxed().toList());
        assertThat(begun).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void outputGoesOnAtItsPlaceWhenTheLauncherWasExchanged() {
        Launcher first = launcher();
        launchers.addLauncher(first);
        OutputTap tap = new OutputTap("robot", "imu", OutputStart.byteNumber(LINES - 5L), () -> {});
        launchers.removeLauncher(first);
        tap.flow(launchers);
        OutputTap.Batch without = tap.take(100);

        launchers.addLauncher(launcher());
        tap.flow(launchers);
        OutputTap.Batch with = tap.take(100);

        assertThat(without).isNull();
        assertThat(with.lines()).hasSize(5);
        assertThat(with.caughtUp()).isTrue();
    }

    @Test
    void unendedLineIsToldOnceWithWhatIsBeforeItAndWithEachBatchUntilItEnds() {
        launchers.addLauncher(launcher());
        OutputTap tap = new OutputTap("robot", "imu", OutputStart.byteNumber(LINES - 3L), () -> {});
        tap.flow(launchers);
        sink.unended(line(LINES, OutputLine.Kind.OUTPUT));

        OutputTap.Batch part = tap.take(2);
        OutputTap.Batch rest = tap.take(2);
        OutputTap.Batch none = tap.take(2);
        sink.line(line(LINES, OutputLine.Kind.NOTE));
        OutputTap.Batch noted = tap.take(2);
        sink.line(line(LINES + 1L, OutputLine.Kind.OUTPUT));
        OutputTap.Batch ended = tap.take(2);

        assertThat(part.unended()).isNull();
        assertThat(rest.unended()).isNotNull();
        assertThat(none).isNull();
        assertThat(noted.unended()).isNotNull();
        assertThat(ended.unended()).isNull();
        assertThat(ended.lines()).hasSize(1);
    }

    /** Has a line for each byte, and hands all of them to the sink at once, whether it wants them or not. */
    private Launcher launcher() {
        ProcessSnapshot imu = new ProcessSnapshot(
                "imu",
                "robot",
                "local",
                null,
                ProcessState.READY,
                "",
                new ProcessSnapshot.Launch("imu"),
                1L,
                null,
                ProcessSnapshot.Times.startedAt(Instant.EPOCH),
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE);
        return (Launcher) Proxy.newProxyInstance(
                Launcher.class.getClassLoader(),
                new Class<?>[] {Launcher.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "session" -> "robot";
                    case "process" -> Optional.of(imu);
                    case "descriptions" -> List.of();
                    case "output" -> output((OutputStart) arguments[1], (Launcher.OutputSink) arguments[3]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static OutputLine line(long position, OutputLine.Kind kind) {
        return new OutputLine("imu", kind, null, ByteBuffer.wrap("line".getBytes(StandardCharsets.UTF_8)), position);
    }

    private Launcher.OutputSubscription output(OutputStart start, Launcher.OutputSink sink) {
        begun.add(start);
        this.sink = sink;
        for (long position = start.value() + 1; position <= LINES; position++) {
            sink.line(line(position, OutputLine.Kind.OUTPUT));
        }
        sink.caughtUp();
        return new Launcher.OutputSubscription() {
            @Override
            public CompletableFuture<Void> ended() {
                return new CompletableFuture<>();
            }

            @Override
            public void close() {}
        };
    }
}
