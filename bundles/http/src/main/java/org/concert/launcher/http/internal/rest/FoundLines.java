/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.OutputStart;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.json.Json;
import org.concert.launcher.json.OutputJson;

/**
 * Looks through all output that there is for lines that hold a text, whatever the case of its letters, and keeps the newest.
 * Filled by one thread of a launcher.
 */
final class FoundLines implements Launcher.OutputSink {

    /** Lines can be long: so much is kept, and one line at least. */
    private static final long MOST_BYTES = 1024 * 1024;

    private final String text;
    private final int limit;

    /** Guarded by this, as is all below. */
    private final Deque<OutputLine> newest = new ArrayDeque<>();

    private long bytes;
    private long found;

    FoundLines(String text, int limit) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.limit = limit;
    }

    /** Look, and answer at the end. */
    CompletableFuture<Answer> in(Launcher launcher, String name, OutputStart start) throws RequestException {
        Launcher.OutputSubscription output = launcher.output(name, start, false, this);
        CompletionStage<Void> ended = output.ended();
        return ended.whenComplete((nothing, failure) -> output.close())
                .thenApply(nothing -> Answer.ok(this::write))
                .toCompletableFuture();
    }

    @Override
    public synchronized void line(OutputLine line) {
        if (!line.text().toLowerCase(Locale.ROOT).contains(text)) {
            return;
        }
        found++;
        newest.add(line);
        bytes += line.content().remaining();
        while (newest.size() > limit || (bytes > MOST_BYTES && newest.size() > 1)) {
            bytes -= newest.remove().content().remaining();
        }
    }

    @Override
    public void unended(OutputLine line) {
        line(line);
    }

    private synchronized void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.array(json, "lines", newest, OutputJson::write);
        Json.number(json, "found", found);
        json.writeEndObject();
    }
}
