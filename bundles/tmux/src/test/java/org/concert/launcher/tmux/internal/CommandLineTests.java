/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CommandLineTests {

    @Test
    void commandsAreJoinedToOneLine() {
        assertThat(CommandLine.of("list-panes")).isEqualTo("list-panes");
        assertThat(CommandLine.of("new-window -d", "list-panes -a")).isEqualTo("new-window -d ; list-panes -a");
    }

    @Test
    void emptyLineIsRefusedAsItWouldDetachTheClient() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of());
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of("list-panes", " \t"));
    }

    @Test
    void lineFeedIsRefusedAsItWouldEndTheLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.of("display-message a\nkill-server"))
                .withMessageContaining("display-message a;")
                .withMessageContaining("TmuxText.argument");
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of("display-message a\0b"));
    }
}
