/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.core.internal.loop.ManualLoop;
import org.junit.jupiter.api.Test;

class LackMarkTests {

    private final ManualLoop loop = new ManualLoop();
    private final List<String> noted = new ArrayList<>();
    private final LackMark mark = new LackMark(loop, "", noted::add);

    @Test
    void whatIsFoundAgainIsNotNotedAgain() {
        for (int check = 0; check < 5; check++) {
            mark.found("exit code 1");
            loop.pass(Duration.ofSeconds(5));
        }

        assertThat(noted).containsExactly("exit code 1");
    }

    @Test
    void reasonThatChangesWithEachCheckIsNotedOnceASecondAndTheLastOneStays() {
        for (int check = 0; check < 25; check++) {
            mark.found("waited for " + check);
            loop.pass(Duration.ofMillis(100));
        }
        mark.found("no master");
        loop.pass(Duration.ofMillis(900));
        mark.found("no master");

        assertThat(noted).containsExactly("waited for 0", "waited for 10", "waited for 20", "no master");
    }

    @Test
    void reasonThatIsNoneAnyMoreIsTakenBackOnce() {
        var known = new LackMark(loop, "noted by another", noted::add);

        mark.clear();
        known.clear();
        known.clear();

        assertThat(noted).containsExactly("");
    }
}
