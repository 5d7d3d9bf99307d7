/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.http.internal.message.MorePages;
import org.jspecify.annotations.Nullable;

/**
 * All captured output of a process as text: each line after its time, notes after a "#". A page is read once the previous one has been
 * sent, so only one page is in memory, however long the output and however slow the reader. It ends with the output at the time of the
 * last page. If a page cannot be read, the last line says so.
 */
final class LogPages implements MorePages {

    /** A page is complete at this size; its last line may exceed it. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z' ").withZone(ZoneOffset.UTC);

    private final Launcher launcher;
    private final String name;

    /** Where the next page begins. Written by the thread that completes a page, read by the one that requests the next. */
    private volatile long next;

    private volatile boolean ended;

    LogPages(Launcher launcher, String name) {
        this.launcher = launcher;
        this.name = name;
    }

    /** Read the first page, which fails if the machine cannot be reached. */
    CompletableFuture<byte[]> first() throws RequestException {
        return new Page().read();
    }

    @Override
    public CompletableFuture<byte[]> next() {
        if (ended) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        CompletionStage<byte[]> page;
        try {
            page = new Page().read();
        } catch (RequestException e) {
            page = CompletableFuture.failedStage(e);
        }
        return page.exceptionally(this::broken).toCompletableFuture();
    }

    private byte[] broken(Throwable failure) {
        ended = true;
        String why = LauncherException.causeOf(failure).getMessage();
        return ("# what follows is missing: " + why + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** One page, filled by one thread of a launcher. */
    private final class Page implements Launcher.OutputSink {

        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        CompletableFuture<byte[]> read() throws RequestException {
            Launcher.OutputSubscription output = launcher.output(name, OutputStart.byteNumber(next), false, this);
            CompletionStage<byte[]> full = whole;
            full.whenComplete((done, failure) -> output.close());
            CompletionStage<Void> end = output.ended();
            end.whenComplete((nothing, failure) -> {
                if (failure == null) {
                    atEnd();
                } else {
                    whole.completeExceptionally(failure);
                }
            });
            return whole;
        }

        @Override
        public synchronized void line(OutputLine line) {
            if (whole.isDone()) {
                return;
            }
            add(line);
            write("\n");
            next = line.position();
            if (bytes.size() >= MOST_BYTES) {
                whole.complete(bytes.toByteArray());
            }
        }

        /** The text ends as the output does. */
        @Override
        public synchronized void unended(OutputLine line) {
            if (!whole.isDone()) {
                add(line);
            }
        }

        private void add(OutputLine line) {
            @Nullable Instant time = line.time();
            write(time == null ? "" : TIME.format(time));
            write(line.kind() == OutputLine.Kind.NOTE ? "# " : "");
            ByteBuffer content = line.content();
            byte[] text = new byte[content.remaining()];
            content.get(text);
            bytes.writeBytes(text);
        }

        private void write(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        /** If the page is not full, the output has ended; otherwise there may be more. */
        private synchronized void atEnd() {
            if (!whole.isDone()) {
                ended = true;
                whole.complete(bytes.toByteArray());
            }
        }
    }
}
