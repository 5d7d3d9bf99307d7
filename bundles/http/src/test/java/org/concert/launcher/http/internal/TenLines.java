/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;

/** Output of ten lines, {@code line 0} to {@code line 9}, of ten bytes each, and one that has not ended. */
final class TenLines {

    private static final int LINES = 10;

    private TenLines() {}

    static Launcher.OutputSubscription from(OutputStart start, boolean follow, Launcher.OutputSink sink) {
        long first = start.unit() == OutputStart.Unit.LAST_LINES
                ? Math.max(0, LINES - start.value())
                : start.value() / LINES;
        CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
            for (long i = first; i < LINES; i++) {
                sink.line(line("line " + i, (i + 1) * LINES));
            }
            sink.caughtUp();
            sink.unended(line("and more?", LINES * LINES));
        });
        return new Launcher.OutputSubscription() {
            @Override
            public CompletableFuture<Void> ended() {
                return follow ? new CompletableFuture<>() : ended;
            }

            @Override
            public void close() {}
        };
    }

    private static OutputLine line(String text, long position) {
        return new OutputLine(
                "imu", OutputLine.Kind.OUTPUT, null, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), position);
    }
}
