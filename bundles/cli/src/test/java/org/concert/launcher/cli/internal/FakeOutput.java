/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.Launcher.OutputSubscription;

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
        lines.forEach(line -> sink.line(name, line));
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
