/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;

/** Whatever a program writes into a log, its lines are the same however they come. */
class StrangeLogTests {

    @Provide
    Arbitrary<String> logs() {
        return Arbitraries.of(
                        "2026-11-24T22:48:37.123Z",
                        "2026-13-44T22:48:37.123Z",
                        "+99999-01-01T00:00:00.0Z",
                        " ",
                        "#",
                        "+",
                        "\n",
                        "# log from byte ",
                        "# log goes on",
                        "\r",
                        "\u0000",
                        "\u001b[2J",
                        "ä",
                        "\u0085",
                        "text",
                        "Z",
                        "999")
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void linesAreTheSameHoweverTheyCome(@ForAll("logs") String log, @ForAll @IntRange(min = 1, max = 50) int size) {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);

        assertThat(lines(bytes, size)).isEqualTo(lines(bytes, bytes.length + 1));
    }

    @Property
    void bytesAreLines(@ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int size) {
        assertThat(lines(bytes, size)).isEqualTo(lines(bytes, bytes.length + 1));
    }

    private static List<OutputLine> lines(byte[] bytes, int size) {
        List<OutputLine> lines = new ArrayList<>();
        LogLines reader = new LogLines("p", new Launcher.OutputSink() {
            @Override
            public void line(OutputLine line) {
                lines.add(line);
            }

            @Override
            public void unended(OutputLine line) {
                lines.add(line);
            }

            @Override
            public void caughtUp() {
                // How often is no matter.
            }
        });
        for (int i = 0; i < bytes.length; i += size) {
            reader.take(new LogPiece(
                    i, ByteBuffer.wrap(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)))));
        }
        reader.unended(Integer.MAX_VALUE);
        return lines;
    }
}
