/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Turns a request into a connection of frames. */
public final class Handshake {

    private static final String VERSION = "13";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int SWITCHING = 101;

    private Handshake() {}

    /** Return why a request cannot become such a connection; empty if it can. */
    public static Optional<String> complaint(HttpServletRequest request) {
        if (!hasToken(request, "Connection", "upgrade") || !hasToken(request, "Upgrade", "websocket")) {
            return Optional.of("this is a WebSocket; the request asks for no upgrade");
        }
        if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            return Optional.of("the version of WebSocket is to be " + VERSION);
        }
        @Nullable String key = request.getHeader("Sec-WebSocket-Key");
        return key != null && isKey(key) ? Optional.empty() : Optional.of("Sec-WebSocket-Key is no key");
    }

    private static boolean hasToken(HttpServletRequest request, String header, String token) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).equals(token));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Have a request that nothing is to be said against become a connection, once the servlet has returned.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public static void accept(HttpServletRequest request, SocketEnd end, LongSupplier nanoTime) {
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        Connection old = core.getConnectionMetaData().getConnection();
        var upgraded = new SocketConnection(
                old.getEndPoint(), core.getConnectionMetaData().getConnector().getExecutor(), end, nanoTime);
        core.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, upgraded);
        ServletContextResponse response = core.getServletContextResponse();
        response.setStatus(SWITCHING);
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        response.getHeaders().put("Sec-WebSocket-Accept", answer(request.getHeader("Sec-WebSocket-Key")));
        response.write(true, null, Callback.NOOP);
    }

    /** Return what shows the client that it was understood. */
    static String answer(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.strip() + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
