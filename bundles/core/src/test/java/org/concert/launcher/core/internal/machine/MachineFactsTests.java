/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineFactsTests {

    @Test
    void greetingIsReadFactByFact() throws Exception {
        var facts = MachineFacts.parse(
                "here", "/home/me\0/home/me/.local/state\0004026531840\0tmux 3.4\0bash\00035291.57\0");

        assertThat(facts.uptime()).isNotNull();
        assertThat(facts.home()).isEqualTo("/home/me");
        assertThat(facts.mountNamespace()).isEqualTo("4026531840");
        assertThat(facts.bash()).isTrue();
        assertThat(facts.tmuxVersion()).hasToString("3.4");
        assertThat(facts.stateFolder()).isEqualTo("/home/me/.local/state");
    }

    @Test
    void homeMayHaveALineEndInItsName() throws Exception {
        assertThat(MachineFacts.parse("here", "/two\nlines\0/two\nlines/state\0001\0tmux 3.4\0bash\0")
                        .home())
                .isEqualTo("/two\nlines");
    }

    @Test
    void mountNamespaceMayBeUnknown() throws Exception {
        assertThat(MachineFacts.parse("here", "/root\0/root/state\0\0tmux 3.2a\0\0")
                        .mountNamespace())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmux 3.2", "tmux 3.2a", "tmux 3.3a", "tmux 3.10", "tmux 4.0", "tmux next-3.6"})
    void tmuxThatHasWhatIsNeededWillDo(String tmux) throws Exception {
        assertThat(MachineFacts.parse("here", greeting(tmux)).home()).isEqualTo("/root");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tmux 3.1c              | it has tmux 3.1c, and at least 3.2 is needed
            tmux 3.0a              | it has tmux 3.0a, and at least 3.2 is needed
            tmux 2.9               | it has tmux 2.9, and at least 3.2 is needed
            tmux mine              | its tmux has no version I understand: tmux mine
            sh: 1: tmux: not found | tmux is not installed there; install it (Debian, Ubuntu: apt-get install tmux)
            ''                     | tmux is not installed there; install it (Debian, Ubuntu: apt-get install tmux)
            """)
    void tmuxThatWillNotDoIsToldOf(String tmux, String complaint) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> MachineFacts.parse("me@robot", greeting(tmux)))
                .withMessage("Cannot use machine me@robot: " + complaint);
    }

    @Test
    void shellThatAnswersOtherwiseIsToldOf() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> MachineFacts.parse("me@robot", "This account is not available.\n"))
                .withMessage("Cannot use machine me@robot: its shell gave an unexpected answer:"
                        + " This account is not available.");
    }

    private static String greeting(String tmux) {
        return "/root\0/root/.local/state\0001\0" + tmux + "\0bash\0";
    }
}
