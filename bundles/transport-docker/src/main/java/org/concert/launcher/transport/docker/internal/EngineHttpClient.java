/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * Carries what docker-java asks, over connections that a machine makes to its Engine. One is kept for the next request. Safe
 * for use by several threads.
 */
final class EngineHttpClient implements DockerHttpClient {

    /** The name is of no matter to an Engine, but HTTP wants one. */
    private static final String HOST_NAME = "docker";

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

    @Override
    public Response execute(Request request) {
        try {
            ClassicHttpRequest asked = translated(request);
            EngineConnection kept = take();
            if (kept != null) {
                try {
                    return ask(kept, asked);
                } catch (IOException e) {
                    // An Engine ends connections that are idle for long, and all when it ends. No request here does
                    // harm
                    // if it comes twice.
                    kept.close();
                }
            }
            EngineConnection fresh = EngineConnection.open(machine);
            try {
                return ask(fresh, asked);
            } catch (IOException | RuntimeException e) {
                fresh.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TransportException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    private static ClassicHttpRequest translated(Request request) throws IOException {
        ClassicRequestBuilder builder =
                ClassicRequestBuilder.create(request.method()).setPath(request.path());
        request.headers().forEach(builder::addHeader);
        builder.setHeader(HttpHeaders.HOST, HOST_NAME);
        byte[] body = request.bodyBytes();
        InputStream stream = request.body();
        if (body == null && stream != null) {
            body = stream.readAllBytes();
        }
        if (body != null) {
            setBody(builder, body);
        }
        return builder.build();
    }

    /** No part of HttpCore that would add these headers is in use. */
    private static void setBody(ClassicRequestBuilder builder, byte[] body) {
        builder.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        builder.setHeader(HttpHeaders.CONTENT_TYPE, ContentType.APPLICATION_JSON.getMimeType());
        builder.setHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    }

    private Response ask(EngineConnection connection, ClassicHttpRequest request) throws IOException {
        Deadline deadline = Deadline.after(patience, connection::close);
        try {
            ClassicHttpResponse response = connection.ask(request);
            return new Answer(response, () -> {
                deadline.close();
                boolean whole = consume(response);
                if (whole
                        && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                                request, response, HttpCoreContext.create())) {
                    keep(connection);
                } else {
                    connection.close();
                }
            });
        } catch (IOException | RuntimeException e) {
            deadline.close();
            throw e;
        }
    }

    private static boolean consume(ClassicHttpResponse response) {
        try {
            EntityUtils.consume(response.getEntity());
            return true;
        } catch (IOException e) {
            return false;
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

    /** An answer as docker-java wants it. */
    private record Answer(ClassicHttpResponse response, Runnable end) implements Response {

        @Override
        public int getStatusCode() {
            return response.getCode();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (Header header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
            return headers;
        }

        @Override
        public InputStream getBody() {
            HttpEntity entity = response.getEntity();
            try {
                return entity == null ? InputStream.nullInputStream() : entity.getContent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
