/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A connection to a server of this machine that sends whatever it is told, also what is no HTTP: well-behaved clients
 * refuse to send most of what attackers send. It comes from an address of its own, as each attacker is counted by that.
 */
final class RawHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SMALLEST_WINDOW = 1024;

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /**
     * What a server has answered.
     *
     * @param status the number, or 0 if the connection ended without an answer
     * @param head the lines before the body
     * @param body the body as it was sent, that is, perhaps in chunks
     */
    record Answer(int status, String head, String body) {

        /** Return the value of a header. */
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        private static Answer of(String text) {
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            return new Answer(
                    head.matches("(?s)HTTP/1\\.1 \\d{3}.*") ? Integer.parseInt(head.substring(9, 12)) : 0,
                    head,
                    end < 0 ? "" : text.substring(end + 4));
        }
    }

    /** Return an address of this machine, all of which in 127.0.0.0/8 are. */
    static InetAddress source(int number) {
        return loopback(1 + number / 250, 1 + number % 250);
    }

    private static InetAddress loopback(int third, int fourth) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, (byte) third, (byte) fourth});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Connect to a port of 127.0.0.1. */
    static RawHttp connect(int port, InetAddress source) throws IOException {
        return connect(port, source, 0);
    }

    /** Connect as one that takes almost nothing at a time. */
    static RawHttp connectWithSmallWindow(int port, InetAddress source) throws IOException {
        return connect(port, source, SMALLEST_WINDOW);
    }

    private static RawHttp connect(int port, InetAddress source, int window) throws IOException {
        Socket socket = new Socket();
        try {
            if (window > 0) {
                socket.setReceiveBufferSize(window);
            }
            socket.bind(new InetSocketAddress(source, 0));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.connect(new InetSocketAddress(loopback(0, 1), port), Math.toIntExact(PATIENCE.toMillis()));
            return new RawHttp(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Send something, and return what is answered until the server closes the connection. */
    static Answer send(int port, InetAddress source, byte[] bytes) throws IOException {
        try (RawHttp connection = connect(port, source)) {
            connection.write(bytes);
            return connection.answer();
        }
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Read until the server closes the connection, which it may do roughly while more is sent to it. */
    Answer answer() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        InputStream in = socket.getInputStream();
        try {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                read.write(piece, 0, count);
            }
        } catch (SocketException e) {
            if (read.size() == 0) {
                return new Answer(0, e.toString(), "");
            }
        }
        return Answer.of(read.toString(StandardCharsets.ISO_8859_1));
    }

    /** Read the lines before the body, of an answer that does not end. */
    Answer head() throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.append((char) next);
            if (read.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return Answer.of(read.toString());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
