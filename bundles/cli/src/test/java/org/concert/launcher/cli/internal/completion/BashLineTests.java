/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BashLineTests {

    private static final String BREAKS = " \t\n\"'><=;|&(:";

    @Test
    void wordsAreThoseThatBashWouldGiveTheProgram() {
        BashLine line = new BashLine("cl -c 'a b'\\''s' \"x \\\"y\\n\" plain\\ word '' ", BREAKS);

        assertThat(line.before()).isEqualTo(List.of("cl", "-c", "a b's", "x \"y\\n", "plain word", ""));
        assertThat(line.current()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cl Ba          | Ba        | Base Only  | Base\\ Only",
                "cl Base\\ O    | Base O    | Base Only  | Base\\ Only",
                "cl \"Base O    | Base O    | Base Only  | Base Only",
                "cl 'Base O     | Base O    | Base Only  | Base Only",
                "cl \"a         | a         | a$b\"c     | a\\$b\\\"c",
                "cl 'i          | i         | it's       | it'\\''s",
                "cl a           | a         | a(b)&é     | a\\(b\\)\\&é",
                "cl a:b         | a:b       | a:bc       | bc",
                "cl a\\:b       | a:b       | a:bc       | a:bc",
                "cl --x=y       | --x=y     | --x=yz     | yz",
                "cl a'b c       | ab c      | ab cd      | b cd",
                "cl 'a b'c      | a bc      | a bcd      | cd",
            })
    void replacementMakesTheWordWhatItShouldBe(String text, String current, String candidate, String replacement) {
        BashLine line = new BashLine(text, BREAKS);

        assertThat(line.current()).isEqualTo(current);
        assertThat(line.replacement(candidate)).isEqualTo(replacement);
    }

    @Test
    void lineThatEndsInABackslashIsNoTrouble() {
        assertThat(new BashLine("cl a\\", BREAKS).current()).isEqualTo("a");
    }
}
