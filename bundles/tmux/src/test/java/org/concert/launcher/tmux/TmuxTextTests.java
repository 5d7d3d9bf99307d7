/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TmuxTextTests {

    @Test
    void argumentIsOneLineInDoubleQuotes() {
        assertThat(TmuxText.argument("")).isEqualTo("\"\"");
        assertThat(TmuxText.argument("it's; #{x} `y` {z}")).isEqualTo("\"it's; #{x} `y` {z}\"");
        assertThat(TmuxText.argument("\\ \" $HOME ~root")).isEqualTo("\"\\\\ \\\" \\$HOME \\~root\"");
        assertThat(TmuxText.argument("a\nb\tc\r\u001b\u007f\u0001")).isEqualTo("\"a\\nb\\011c\\015\\033\\177\\001\"");
        assertThat(TmuxText.argument("e\u0301 \ud83d\ude00")).isEqualTo("\"e\u0301 \ud83d\ude00\"");
    }

    @Test
    void whatNoArgumentCanHoldIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TmuxText.argument("ab\0"))
                .withMessage("Cannot make this an argument of a tmux command: it holds a NUL at index 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TmuxText.argument("\ud83d"))
                .withMessageEndingWith("half a surrogate pair at index 0");
        assertThatIllegalArgumentException().isThrownBy(() -> TmuxText.argument("\ude00\ud83d"));
    }

    @Test
    void literalDoublesHashes() {
        assertThat(TmuxText.literal("no hash")).isEqualTo("no hash");
        assertThat(TmuxText.literal("#{pane_id} #(id) ##")).isEqualTo("##{pane_id} ##(id) ####");
    }

    @Test
    void literalHidesTheBracketThatKeepsHashesDoubled() {
        assertThat(TmuxText.literal("#[x] [")).isEqualTo("###{l:[}x] [");
    }

    @Test
    void strftimeLiteralDoublesPercentSignsToo() {
        assertThat(TmuxText.strftimeLiteral("#{x} 100% %H")).isEqualTo("##{x} 100%% %%H");
        assertThat(TmuxText.literal("%H")).isEqualTo("%H");
    }
}
