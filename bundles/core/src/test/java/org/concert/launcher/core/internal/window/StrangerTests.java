/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrangerTests {

    private static final ProcessKey KEY = new ProcessKey("rob", "core");

    @Test
    void titleNamesTheProcessAndItsFileInALine() {
        assertThat(Stranger.title(KEY, new FileMark("kyon", "/home/ann/robot.yaml", "/srv/odd\nname/robot.yaml")))
                .isEqualTo("concert_launcher rob/core of kyon:/srv/odd?name/robot.yaml");
    }

    @Test
    void isReadFromWhatTheAgentPrints() {
        assertThat(Stranger.read("""
                        12 root concert_launcher rob/core of kyon:/srv/my robots/robot.yaml
                        nonsense
                        13 ann concert_launcher rob/arm of kyon:/x
                        """))
                .containsExactly(
                        new Stranger(12, "root", "concert_launcher rob/core of kyon:/srv/my robots/robot.yaml", false),
                        new Stranger(13, "ann", "concert_launcher rob/arm of kyon:/x", false));
    }
}
