/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In which state a process is shown, and what is told of how it came to it. */
class StatesIT {

    @Test
    void oneShotThatEndedWith0IsDoneUntilItIsStopped() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    keeps: {cmd: sleep 100000}
                    once: {cmd: echo well, persistent: false}
                    fails: {cmd: exit 3, persistent: false}
                    never: {cmd: echo never, persistent: false}
                    """);
            lab.launcher("run", "keeps");

            var ran = lab.launcher("run", "once");

            assertThat(ran.exitCode()).as(ran.stderr()).isZero();
            assertThat(ran.stdout()).contains("once: DONE (exit code 0)");
            assertThat(lab.launcher("run", "fails").exitCode()).isEqualTo(1);
            assertThat(lab.launcher("status").stdout())
                    .containsPattern("(?m)^once .* DONE +- +0 ")
                    .containsPattern("(?m)^fails .* FAILED +- +3 ")
                    .containsPattern("(?m)^never .* STOPPED +- +- ");
            assertThat(lab.launcher("status", "once", "--json").stdout())
                    .containsPattern("\"state\" ?: ?\"DONE\", ?\"code\" ?: ?0,");

            var stopped = lab.launcher("kill", "once");

            assertThat(stopped.exitCode()).as(stopped.stderr()).isZero();
            assertThat(stopped.stdout()).contains("not running");
            assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^once .* STOPPED ");
        }
    }
}
