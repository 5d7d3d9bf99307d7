/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisionTests {

    @Test
    void onlyALauncherOfTheSessionThatIsThereTakesCare() {
        String told = " a-1=client-7=robot,arm b-2=client-9=legs;client-7,/dev/pts/3";

        assertThat(Supervision.covers(told, "robot")).isTrue();
        assertThat(Supervision.covers(told, "arm")).isTrue();
        assertThat(Supervision.covers(told, "legs")).as("its launcher has gone").isFalse();
        assertThat(Supervision.covers(told, "rob")).isFalse();
    }

    @Test
    void nobodyTakesCareWhereNothingIsNoted() {
        for (String told : List.of("", ";", ";client-7", "1;client-7", "==;", "a=client-7;client-7")) {
            assertThat(Supervision.covers(told, "robot")).as(told).isFalse();
            assertThat(Supervision.covers(told, "")).as(told).isFalse();
        }
    }
}
