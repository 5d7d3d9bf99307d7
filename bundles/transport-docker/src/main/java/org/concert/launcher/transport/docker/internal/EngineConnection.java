/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.concert.launcher.api.Channel;
import org.concert.launcher.api.Command;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportException;

/**
 * One connection to the Engine of a machine: a {@code docker system dial-stdio} there, as the docker command line itself
 * makes it for {@code ssh://}. It knows which Engine is meant (DOCKER_HOST, contexts) and who may ask it, and no port is
 * opened. Used by one thread at a time; only {@link #close} may be called by another.
 */
final class EngineConnection implements AutoCloseable {

    private static final Command DIAL = Command.of("docker", "system", "dial-stdio");

    private static final long COMPLAINT_SECONDS = 2;

    private final Channel channel;
    private final DefaultBHttpClientConnection connection;

    private EngineConnection(Channel channel) throws IOException {
        this.channel = channel;
        this.connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
        connection.bind(new ChannelSocket(channel));
    }

    /** Open a connection; that no Engine answers shows with the first request only. */
    static EngineConnection open(Host machine) throws IOException, TransportException {
        Channel channel = machine.open(DIAL);
        try {
            return new EngineConnection(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Ask something.
     *
     * @return the answer; its body has to be read to its end before anything else is asked
     * @throws IOException if there is no answer, with what docker complained of
     */
    ClassicHttpResponse ask(ClassicHttpRequest request) throws IOException {
        try {
            connection.sendRequestHeader(request);
            connection.sendRequestEntity(request);
            connection.flush();
            ClassicHttpResponse response = connection.receiveResponseHeader();
            while (response.getCode() < HttpStatus.SC_OK) {
                response = connection.receiveResponseHeader();
            }
            connection.receiveResponseEntity(response);
            return response;
        } catch (HttpException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            String complaint = complaint();
            throw complaint.isEmpty() ? e : new IOException(complaint, e);
        }
    }

    /** Return what the other side reads, once the answer has begun that makes a stream of this connection. */
    OutputStream stream() {
        return channel.stdin();
    }

    /** What the command has to say when it ends. */
    private String complaint() {
        try (InputStream errors = channel.stderr()) {
            channel.exit().toCompletableFuture().get(COMPLAINT_SECONDS, TimeUnit.SECONDS);
            return new String(errors.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll("\\s*\\R\\s*", "; ");
        } catch (IOException | ExecutionException | TimeoutException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
