/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.watch;

import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.cli.internal.view.LineDisplay;
import org.jspecify.annotations.Nullable;

/** Prints lines of output, which come on several threads. */
public final class OutputPrinter implements OutputSink {

    private final PrintStream out;
    private final LineDisplay display;
    private final Wanted wanted;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean ended;

    /**
     * Which lines are printed.
     *
     * @param pattern what a line must hold; null if nothing
     * @param begin from when on lines are printed; null for all
     * @param follow whether more is to come, so that a line that has not ended still may
     */
    public record Wanted(
            @Nullable Pattern pattern, @Nullable Instant begin, boolean follow) {

        private boolean has(OutputLine line) {
            boolean early = begin != null && line.time() != null && line.time().isBefore(begin);
            return !early && (pattern == null || pattern.matcher(line.text()).find());
        }
    }

    public OutputPrinter(PrintStream out, LineDisplay display, Wanted wanted) {
        this.out = out;
        this.display = display;
        this.wanted = wanted;
    }

    /** Return a future that is completed when nothing is printed any more, as it was ended or nobody reads, as after {@code | head}. */
    CompletableFuture<Void> over() {
        return over;
    }

    @Override
    public void line(OutputLine line) {
        synchronized (out) {
            if (!ended && wanted.has(line)) {
                display.print(line);
            }
        }
    }

    @Override
    public void unended(OutputLine line) {
        if (!wanted.follow()) {
            line(line);
            return;
        }
        synchronized (out) {
            if (!ended && wanted.has(line)) {
                display.unended(line);
            }
        }
        caughtUp();
    }

    @Override
    public void caughtUp() {
        synchronized (out) {
            if (!ended) {
                display.caughtUp();
            }
            if (out.checkError()) {
                over.complete(null);
            }
        }
    }

    /** Print nothing more. */
    public void end() {
        synchronized (out) {
            if (!ended) {
                ended = true;
                display.end();
            }
        }
        over.complete(null);
    }

    /** Return whether nothing more is to be printed. */
    public boolean hasEnded() {
        synchronized (out) {
            return ended;
        }
    }
}
