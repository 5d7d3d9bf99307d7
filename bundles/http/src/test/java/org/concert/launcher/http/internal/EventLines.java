/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A reader of server-sent events. */
final class EventLines implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    /** One event; the id is null when it has none. */
    record Event(String id, String type, String data) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;

    EventLines(HttpRequest request) throws IOException, InterruptedException {
        response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        Thread reader = new Thread(this::read, "event-lines");
        reader.setDaemon(true);
        reader.start();
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** Return the next event of a type; others are passed over. */
    Event next(String type) throws InterruptedException {
        List<String> others = new ArrayList<>();
        while (true) {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type + " came, but " + others);
            }
            if (event.type().equals(type)) {
                return event;
            }
            others.add(event.type());
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = null;
            String type = null;
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    type = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.isEmpty() && (type != null || data != null)) {
                    events.add(new Event(id, type == null ? "message" : type, data));
                    id = null;
                    data = null;
                    type = null;
                }
            }
            events.add(new Event(null, "end", ""));
        } catch (IOException | UncheckedIOException e) {
            events.add(new Event(null, "end", String.valueOf(e)));
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
