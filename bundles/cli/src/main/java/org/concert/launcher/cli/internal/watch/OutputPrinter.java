/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.watch;

import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.cli.internal.view.OutputLines;
import org.jspecify.annotations.Nullable;

/** Prints lines of output, which come on several threads. */
public final class OutputPrinter implements OutputSink {

    private final PrintStream out;
    private final OutputLines format;
    private final @Nullable Pattern pattern;
    private final @Nullable Instant begin;
    private final CompletableFuture<Void> readerGone = new CompletableFuture<>();

    /**
     * Create one.
     *
     * @param pattern what a line must hold to be printed; null if nothing
     * @param begin from when on lines are printed; null for all
     */
    public OutputPrinter(PrintStream out, OutputLines format, @Nullable Pattern pattern, @Nullable Instant begin) {
        this.out = out;
        this.format = format;
        this.pattern = pattern;
        this.begin = begin;
    }

    /** Return a future that is completed when nobody reads what is printed any more, as after {@code | head}. */
    CompletableFuture<Void> readerGone() {
        return readerGone;
    }

    @Override
    public void line(OutputLine line) {
        boolean early = begin != null && line.time() != null && line.time().isBefore(begin);
        if (early || (pattern != null && !pattern.matcher(line.text()).find())) {
            return;
        }
        byte[] shown = format.line(line);
        synchronized (out) {
            out.write(shown, 0, shown.length);
        }
    }

    @Override
    public void caughtUp() {
        synchronized (out) {
            if (out.checkError()) {
                readerGone.complete(null);
            }
        }
    }
}
