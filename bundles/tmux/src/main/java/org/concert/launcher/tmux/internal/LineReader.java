/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines of UTF-8. Not safe for several threads.
 *
 * <p>Only a line feed ends a line, as output may hold a carriage return. Bytes that are no UTF-8 become U+FFFD.
 */
public final class LineReader {

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /** Read from a stream, which may be unbuffered, lines of at most that many bytes. */
    public LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * Wait for the next line.
     *
     * @return the line without its line feed; empty at the end of the stream, be it within a line
     * @throws MalformedStreamException if the line is too long
     * @throws IOException if the stream can not be read
     */
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(0);
        while (true) {
            int feed = start;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            if (line.size() + feed - start > maxBytes) {
                throw new MalformedStreamException("line of more than " + maxBytes + " bytes");
            }
            if (feed < end) {
                String text = text(line, feed);
                start = feed + 1;
                return Optional.of(text);
            }
            line.write(buffer, start, end - start);
            start = 0;
            end = Math.max(in.read(buffer), 0);
            if (end == 0) {
                return Optional.empty();
            }
        }
    }

    private String text(ByteArrayOutputStream line, int feed) {
        if (line.size() == 0) {
            return new String(buffer, start, feed - start, StandardCharsets.UTF_8);
        }
        line.write(buffer, start, feed - start);
        return line.toString(StandardCharsets.UTF_8);
    }
}
