/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.concert.launcher.api.Deadline;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an Engine over connections that its machine makes to it. One is kept for the next request. Safe
 * for use by several threads.
 */
final class EngineHttpClient implements AutoCloseable {

    /** The name is of no matter to an Engine, but HTTP wants one. */
    private static final String HOST_NAME = "docker";

    /** A list of some ten thousand containers; whatever is longer is none. */
    private static final int LARGEST = 32 << 20;

    private final Host machine;
    private final Duration patience;
    private @Nullable EngineConnection idle;
    private boolean closed;

    /**
     * Create a client.
     *
     * @param machine makes the connections
     * @param patience how long one request may take
     */
    EngineHttpClient(Host machine, Duration patience) {
        this.machine = machine;
        this.patience = patience;
    }

    /** What an Engine answers to a question. */
    record Reply(int status, String body) {}

    /**
     * Ask something that does no harm if the Engine hears it twice.
     *
     * @throws IOException if there is no answer in time, or none at all
     */
    Reply get(String path) throws IOException, TransportException {
        return ask(ClassicRequestBuilder.get(path));
    }

    /**
     * Have something made, by a request in JSON.
     *
     * @throws IOException if there is no answer in time, or none at all
     */
    Reply post(String path, byte[] body) throws IOException, TransportException {
        ClassicRequestBuilder request = ClassicRequestBuilder.post(path);
        setBody(request, body);
        return ask(request);
    }

    private Reply ask(ClassicRequestBuilder builder) throws IOException, TransportException {
        ClassicHttpRequest request =
                builder.setHeader(HttpHeaders.HOST, HOST_NAME).build();
        EngineConnection kept = take();
        if (kept != null) {
            try {
                return ask(kept, request);
            } catch (IOException e) {
                // An Engine ends connections that are idle for long, and all when it ends. No request here does harm if
                // it comes twice.
                kept.close();
            }
        }
        EngineConnection fresh = EngineConnection.open(machine);
        try {
            return ask(fresh, request);
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /** No part of HttpCore that would add these headers is in use. */
    private static void setBody(ClassicRequestBuilder builder, byte[] body) {
        builder.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        builder.setHeader(HttpHeaders.CONTENT_TYPE, ContentType.APPLICATION_JSON.getMimeType());
        builder.setHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    }

    private Reply ask(EngineConnection connection, ClassicHttpRequest request) throws IOException {
        Deadline deadline = Deadline.after(patience, connection::close);
        try {
            ClassicHttpResponse response = connection.ask(request);
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity, LARGEST);
            if (DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, HttpCoreContext.create())) {
                keep(connection);
            } else {
                connection.close();
            }
            return new Reply(response.getCode(), new String(body, StandardCharsets.UTF_8));
        } finally {
            deadline.close();
        }
    }

    /** A connection that has become the streams of a program. */
    record Conversation(EngineConnection connection, InputStream output) implements AutoCloseable {

        @Override
        public void close() {
            connection.close();
        }
    }

    /**
     * Ask for something that makes a stream, in both directions, of a connection of its own.
     *
     * @throws IOException if the Engine refuses, with its words
     */
    Conversation converse(String path, byte[] body) throws IOException, TransportException {
        EngineConnection connection = EngineConnection.open(machine);
        Deadline deadline = Deadline.after(patience, connection::close);
        try {
            ClassicRequestBuilder request = ClassicRequestBuilder.post(path).setHeader(HttpHeaders.HOST, HOST_NAME);
            setBody(request, body);
            ClassicHttpResponse response = connection.ask(request.build());
            HttpEntity entity = response.getEntity();
            if (response.getCode() != HttpStatus.SC_OK || entity == null) {
                String words =
                        entity == null ? "" : new String(EntityUtils.toByteArray(entity), StandardCharsets.UTF_8);
                throw new IOException(words.isBlank() ? "HTTP status " + response.getCode() : words.strip());
            }
            return new Conversation(connection, entity.getContent());
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        } finally {
            deadline.close();
        }
    }

    private synchronized @Nullable EngineConnection take() {
        EngineConnection taken = idle;
        idle = null;
        return taken;
    }

    private void keep(EngineConnection connection) {
        synchronized (this) {
            if (idle == null && !closed) {
                idle = connection;
                return;
            }
        }
        connection.close();
    }

    @Override
    public void close() {
        EngineConnection last;
        synchronized (this) {
            closed = true;
            last = idle;
            idle = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
