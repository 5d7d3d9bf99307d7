/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTests {

    private static String shown(String line) {
        return TerminalText.of(line);
    }

    @Test
    void plainTextAndCharactersOfAllKindsStay() {
        assertThat(shown("fußball 機器人 🤖")).isEqualTo("fußball 機器人 🤖");
        assertThat(shown("\u001b[1m🤖\u001b[0m")).isEqualTo("\u001b[1m🤖\u001b[0m");
    }

    @Test
    void coloursStayAndEndWithTheLine() {
        assertThat(shown("a \u001b[31mred\u001b[0m b")).isEqualTo("a \u001b[31mred\u001b[0m b");
        assertThat(shown("\u001b[38;5;200mpink")).isEqualTo("\u001b[38;5;200mpink\u001b[0m");
    }

    @Test
    void whatTheCarriageReturnOverwroteIsGone() {
        assertThat(shown("load  10%\rload 100%\r")).isEqualTo("load 100%");
        assertThat(shown("long line\rab")).isEqualTo("abng line");
        assertThat(shown("long line\r\u001b[Kab")).isEqualTo("ab");
        assertThat(shown("ab\bc")).isEqualTo("ac");
    }

    @Test
    void whatSteersTheTerminalIsDropped() {
        assertThat(shown("\u001b]0;title\u0007a\u001b[2Jb\u001b[?1049hc\u001b[6nd\u001bPq\u001b\\e\u0007\u001b(Bf"))
                .isEqualTo("abcdef");
    }

    @Test
    void unendedSequenceDoesNotReachTheTerminal() {
        assertThat(shown("a\u001b[")).isEqualTo("a");
        assertThat(shown("a\u001b]0;never ends")).isEqualTo("a");
    }

    @Test
    void tabsGoToTheNextStop() {
        assertThat(shown("a\tb")).isEqualTo("a       b");
    }
}
