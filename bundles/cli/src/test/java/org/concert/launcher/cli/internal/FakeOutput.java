/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.Launcher.OutputSubscription;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputLine.Kind;

/** The output of one process; by itself it has the lines given, and ends. */
final class FakeOutput implements OutputSubscription {

    private final List<String> lines;
    private final CompletableFuture<Void> ended;
    boolean closed;

    FakeOutput(String... lines) {
        this(CompletableFuture.completedFuture(null), lines);
    }

    FakeOutput(CompletableFuture<Void> ended, String... lines) {
        this.ended = ended;
        this.lines = List.of(lines);
    }

    void begin(String name, OutputSink sink) {
        for (String line : lines) {
            boolean note = line.startsWith("# ");
            String text = note ? line.substring(2) : line;
            sink.line(new OutputLine(
                    name,
                    note ? Kind.NOTE : Kind.OUTPUT,
                    Instant.parse("2026-01-02T03:04:05.678Z"),
                    ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)),
                    0));
        }
        sink.caughtUp();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        closed = true;
    }
}
