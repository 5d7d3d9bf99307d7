/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartMarksTests {

    @Test
    void marksComeBackAsTheyWereNoted() {
        var due = new Backoff("3f2a-1", Duration.ofSeconds(4), 1_800_000_004_000L, 4_711_000L, "");
        for (var marks : List.of(
                new RestartMarks(true, 2, List.of(1000L, 3000L), due),
                new RestartMarks(false, 5, List.of(), Backoff.refused("a", "no more | 100 % / #{x}, \"é\" ; }")),
                RestartMarks.NONE)) {
            var read = RestartMarks.decode(marks.supervised(), marks.encodeRestarts(), marks.encodeBackoff());

            assertThat(read).isEqualTo(marks);
        }
    }

    @Test
    void decisionToRestartCanBeComparedByTmux() {
        var due = new Backoff("3f2a-1", Duration.ofSeconds(4), 1_800_000_004_000L, 4_711_000L, "");

        assertThat(due.encode()).matches("[0-9a-f/-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a/b/c", "a/1/2/3/4/5/6", "//", "a/1/2/3/%zz"})
    void marksSetByHandStopNobody(String word) {
        var read = RestartMarks.decode(false, word, word);

        assertThat(read.count()).isZero();
    }
}
