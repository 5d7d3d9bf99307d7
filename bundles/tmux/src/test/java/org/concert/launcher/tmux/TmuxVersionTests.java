/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TmuxVersionTests {

    @Test
    void readsWhatTmuxPrints() {
        assertThat(TmuxVersion.parse("tmux 3.3a\n")).isEqualTo(new TmuxVersion(3, 3, "a"));
        assertThat(TmuxVersion.parse("tmux 3.4")).isEqualTo(new TmuxVersion(3, 4, ""));
        assertThat(TmuxVersion.parse("tmux next-3.5")).isEqualTo(new TmuxVersion(3, 5, "next"));
        assertThat(TmuxVersion.parse("tmux 3.2-rc4")).isEqualTo(new TmuxVersion(3, 2, "rc4"));
        assertThat(TmuxVersion.parse("3.0a")).isEqualTo(new TmuxVersion(3, 0, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tmux", "tmux master", "tmux openbsd-7.4", "tmux 3", "tmux 3.3aa", "bash: tmux: not found"})
    void refusesWhatIsNoVersion(String output) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TmuxVersion.parse(output))
                .withMessage("Cannot read '" + output + "' as a tmux version; it should be like 'tmux 3.3a'");
    }

    @Test
    void versionsSortByAge() {
        var oldestFirst = List.of("2.9a", "3.0", "3.0a", "next-3.2", "3.2-rc", "3.2-rc2", "3.2", "3.2a", "3.10", "4.0");

        assertThat(oldestFirst.stream().map(TmuxVersion::parse)).isSorted();
    }

    @Test
    void atLeastTellsWhatWasReleased() {
        assertThat(TmuxVersion.parse("3.2").atLeast(3, 2)).isTrue();
        assertThat(TmuxVersion.parse("3.2a").atLeast(3, 2)).isTrue();
        assertThat(TmuxVersion.parse("next-3.4").atLeast(3, 3)).isTrue();
        assertThat(TmuxVersion.parse("next-3.4").atLeast(3, 4)).isFalse();
        assertThat(TmuxVersion.parse("3.1c").atLeast(3, 2)).isFalse();
        assertThat(TmuxVersion.parse("2.10").atLeast(3, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.3a", "3.4", "next-3.5", "3.2-rc4"})
    void isWrittenAsTmuxWritesIt(String version) {
        assertThat(TmuxVersion.parse(version)).hasToString(version);
    }
}
