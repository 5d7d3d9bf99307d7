/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.http.internal.message.Pieces;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.OutputJson;
import org.jspecify.annotations.Nullable;

/**
 * Collects some lines of output as JSON, each as it comes: lines that are kept take several times the room. Filled by one
 * thread of a launcher.
 */
final class OutputPage implements Launcher.OutputSink {

    /** Lines can be long: an answer has little more than this, but one line at least. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final int limit;
    private final CompletableFuture<Pieces> page = new CompletableFuture<>();

    /** All guarded by it, which is the thread's alone but for the end. */
    private final Pieces body;

    private final JsonGenerator json;
    private int lines;
    private @Nullable OutputLine unended;

    /**
     * Create one.
     *
     * @param room tells whether so many bytes more may be taken
     */
    OutputPage(int limit, LongPredicate room) {
        this.limit = limit;
        this.body = new Pieces(room);
        this.json = Json.generator(body);
    }

    /** Read what there is, up to the limit; it ends with {@link Pieces.NoRoomException} if there is no room for it. */
    CompletableFuture<Pieces> read(Launcher launcher, String name, OutputStart start) throws RequestException {
        write(() -> {
            json.writeStartObject();
            json.writeArrayFieldStart("lines");
        });
        Launcher.OutputSubscription output = launcher.output(name, start, false, this);
        CompletionStage<Pieces> whole = page;
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
        if (isFull()) {
            complete();
            return;
        }
        write(() -> {
            OutputJson.write(json, line);
            lines++;
        });
    }

    /** It may be, and is still to tell whether something stands behind its last line. */
    private boolean isFull() {
        synchronized (body) {
            return lines >= limit || body.size() >= MOST_BYTES;
        }
    }

    @Override
    public void unended(OutputLine line) {
        synchronized (body) {
            unended = line;
        }
    }

    private void write(Writing writing) {
        synchronized (body) {
            if (page.isDone()) {
                return;
            }
            try {
                writing.write();
            } catch (IOException e) {
                page.completeExceptionally(e);
            }
        }
    }

    private void complete() {
        write(() -> {
            json.writeEndArray();
            OutputJson.unended(json, unended);
            json.writeEndObject();
            json.close();
            page.complete(body);
        });
    }

    /** Writes to the body. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
