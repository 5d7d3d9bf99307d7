/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrangerTests {

    private static final ProcessKey KEY = new ProcessKey("rob", "core");
    private static final FileMark FILE = new FileMark("kyon", "/home/ann/robot.yaml", "/srv/robot.yaml");

    @Test
    void titleIsThatOfOneProcessOfOneFileAndHoldsNoWordThatSomebodyMayLookFor() {
        var title = Stranger.title(KEY, FILE);

        assertThat(title).matches("concert_launcher window [0-9a-f]{32}").isEqualTo(Stranger.title(KEY, FILE));
        assertThat(Stranger.title(new ProcessKey("rob", "arm"), FILE)).isNotEqualTo(title);
        assertThat(Stranger.title(KEY, new FileMark("kyon", "/x", "/x"))).isNotEqualTo(title);
        assertThat(Stranger.title(KEY, new FileMark("kyon", "/link", "/srv/robot.yaml")))
                .isEqualTo(title);
    }

    @Test
    void isReadFromWhatTheAgentPrints() {
        assertThat(Stranger.read("""
                        12 root concert_launcher window 00ff
                        nonsense
                        13 ann concert_launcher window 11ee
                        """))
                .containsExactly(
                        new Stranger(12, "root", "concert_launcher window 00ff", false),
                        new Stranger(13, "ann", "concert_launcher window 11ee", false));
    }
}
