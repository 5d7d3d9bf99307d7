/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;

/** Collects some lines of output. Filled by one thread of a launcher. */
final class OutputPage implements Launcher.OutputSink {

    /** Lines can be long: an answer has no more than this, but one line at least. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final int limit;
    private final List<OutputLine> lines = new ArrayList<>();
    private final CompletableFuture<List<OutputLine>> page = new CompletableFuture<>();
    private long bytes;

    OutputPage(int limit) {
        this.limit = limit;
    }

    /** Read what there is, up to the limit. */
    CompletableFuture<List<OutputLine>> read(Launcher launcher, String name, OutputStart start)
            throws RequestException {
        Launcher.OutputSubscription output = launcher.output(name, start, false, this);
        CompletionStage<List<OutputLine>> whole = page;
        whole.whenComplete((done, failure) -> output.close());
        CompletionStage<Void> ended = output.ended();
        ended.whenComplete((nothing, failure) -> {
            if (failure == null) {
                complete();
            } else {
                page.completeExceptionally(failure);
            }
        });
        return page;
    }

    @Override
    public void line(OutputLine line) {
        if (page.isDone()) {
            return;
        }
        synchronized (lines) {
            lines.add(line);
            bytes += line.content().remaining();
            if (lines.size() < limit && bytes < MOST_BYTES) {
                return;
            }
        }
        complete();
    }

    private void complete() {
        synchronized (lines) {
            page.complete(List.copyOf(lines));
        }
    }
}
