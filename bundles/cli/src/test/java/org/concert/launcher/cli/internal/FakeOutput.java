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
import org.jspecify.annotations.Nullable;

/** The output of one process; by itself it has the lines given, and ends. A text behind "..." has not ended. */
final class FakeOutput implements OutputSubscription {

    private static final String UNENDED = "...";

    private final List<String> lines;
    private final CompletableFuture<Void> ended;
    boolean closed;

    /** Who takes the lines; null before somebody does. */
    @Nullable
    OutputSink sink;

    FakeOutput(String... lines) {
        this(CompletableFuture.completedFuture(null), lines);
    }

    FakeOutput(CompletableFuture<Void> ended, String... lines) {
        this.ended = ended;
        this.lines = List.of(lines);
    }

    void begin(String name, OutputSink taking) {
        sink = taking;
        for (String line : lines) {
            if (line.startsWith(UNENDED)) {
                taking.unended(output(name, Kind.OUTPUT, line.substring(UNENDED.length())));
            } else if (line.startsWith("# ")) {
                taking.line(output(name, Kind.NOTE, line.substring(2)));
            } else {
                taking.line(output(name, Kind.OUTPUT, line));
            }
        }
        taking.caughtUp();
    }

    static OutputLine output(String name, Kind kind, String text) {
        return new OutputLine(
                name,
                kind,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)),
                0);
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
