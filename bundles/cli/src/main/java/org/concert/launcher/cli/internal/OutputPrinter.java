/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.concert.launcher.api.Launcher.OutputSink;
import org.concert.launcher.cli.internal.view.OutputLines;
import org.jspecify.annotations.Nullable;

/** Prints lines of output, which come on several threads. */
final class OutputPrinter {

    private final PrintStream out;
    private final OutputLines format;
    private final @Nullable Pattern pattern;
    private final CompletableFuture<Void> readerGone = new CompletableFuture<>();

    /**
     * Create one.
     *
     * @param pattern what a line must hold to be printed; null if nothing
     */
    OutputPrinter(PrintStream out, OutputLines format, @Nullable Pattern pattern) {
        this.out = out;
        this.format = format;
        this.pattern = pattern;
    }

    /** Return a sink for the output of one process, which leaves out its first lines. */
    OutputSink skipping(int lines) {
        return new OutputSink() {
            private int left = lines;

            @Override
            public void line(String process, String line) {
                if (left > 0) {
                    left--;
                } else {
                    print(process, line);
                }
            }
        };
    }

    /** Return a future that is completed when nobody reads what is printed any more, as after {@code | head}. */
    CompletableFuture<Void> readerGone() {
        return readerGone;
    }

    private void print(String process, String line) {
        if (pattern != null && !pattern.matcher(line).find()) {
            return;
        }
        String text = format.line(process, line);
        synchronized (out) {
            out.println(text);
            if (out.checkError()) {
                readerGone.complete(null);
            }
        }
    }
}
