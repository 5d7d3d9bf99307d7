/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in place of what tmux says, it is events, or is said to be malformed. */
class StrangeStreamTests {

    private static final int LONGEST = 200;

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "%begin ",
                        "%end ",
                        "%error ",
                        "%output ",
                        "%exit",
                        "%",
                        "%window-add @1",
                        "1 2 1",
                        "1 2 0",
                        "1 2",
                        "9",
                        " ",
                        "99999999999999999999 1 1",
                        "\r",
                        "\u0000",
                        "ä",
                        "\ufffd",
                        "%begin 1 2 1",
                        "%end 1 2 1",
                        "x")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces))
                .list()
                .ofMaxSize(20);
    }

    @Property
    void linesAreEventsOrMalformed(@ForAll("lines") List<String> lines) {
        ControlModeParser parser = new ControlModeParser();
        for (String line : lines) {
            try {
                Optional<ControlModeEvent> event = parser.accept(line);
                assertThat(event.isPresent() || parser.withinBlock()).as(line).isTrue();
            } catch (MalformedStreamException e) {
                assertThat(e.getMessage()).isNotBlank();
                return;
            }
        }
    }

    @Property
    void bytesAreLinesOrMalformed(@ForAll byte[] bytes) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes), LONGEST);
        long feeds = 0;
        try {
            for (Optional<String> line = reader.next(); line.isPresent(); line = reader.next()) {
                feeds++;
                assertThat(line.get()).doesNotContain("\n");
            }
            assertThat(feeds)
                    .isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1)
                            .chars()
                            .filter(character -> character == '\n')
                            .count());
        } catch (MalformedStreamException e) {
            assertThat(bytes.length).isGreaterThan(LONGEST);
        }
    }
}
