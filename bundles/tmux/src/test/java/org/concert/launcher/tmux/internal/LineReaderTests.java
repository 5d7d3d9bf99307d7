/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTests {

    @Test
    void cutsAtLineFeedsOnly() throws IOException {
        assertThat(lines("one\n\ntwo\r\nthr\u0085ee\u2028\n")).containsExactly("one", "", "two\r", "thr\u0085ee\u2028");
    }

    @Test
    void lineCutOffByTheEndIsDropped() throws IOException {
        assertThat(lines("one\ntw")).containsExactly("one");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void charactersMayArriveByteByByte() throws IOException {
        var reader = new LineReader(new OneByteAtATime("h\u00e9llo \ud83d\ude00\nw\u00f6rld\n".getBytes(UTF_8)), 100);

        assertThat(reader.next()).contains("h\u00e9llo \ud83d\ude00");
        assertThat(reader.next()).contains("w\u00f6rld");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() throws IOException {
        var reader = new LineReader(new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, 'b', '\n'}), 100);

        assertThat(reader.next()).contains("a\ufffdb");
    }

    @Test
    void lineMayBeAsLongAsTheLimitAndNoLonger() throws IOException {
        String limit = "x".repeat(200_000);

        assertThat(new LineReader(bytes(limit + "\n"), 200_000).next()).contains(limit);
        assertThatExceptionOfType(MalformedStreamException.class)
                .isThrownBy(() -> new LineReader(bytes(limit + "x\n"), 200_000).next())
                .withMessage("line of more than 200000 bytes");
    }

    @Test
    void limitIsFeltBeforeTheLineEnds() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatExceptionOfType(MalformedStreamException.class)
                .isThrownBy(() -> new LineReader(endless, 1_000_000).next());
    }

    private static List<String> lines(String text) throws IOException {
        var reader = new LineReader(bytes(text), 1_000_000);
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static final class OneByteAtATime extends ByteArrayInputStream {

        OneByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 1));
        }

        @Override
        public int read(byte[] buffer) {
            return read(buffer, 0, buffer.length);
        }
    }
}
