/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTests {

    private final Turns turns = new Turns(2);

    @Test
    void userHasSomeTurnsAtOnceAndOthersHaveTheirOwn() {
        assertThat(turns.begin("vic")).isTrue();
        assertThat(turns.begin("vic")).isTrue();

        assertThat(turns.begin("vic")).isFalse();
        assertThat(turns.begin("ann")).isTrue();
    }

    @Test
    void turnThatHasEndedIsThereAgain() {
        turns.begin("vic");
        turns.begin("vic");
        turns.begin("vic");

        turns.end("vic");

        assertThat(turns.begin("vic")).isTrue();
        assertThat(turns.begin("vic")).isFalse();
    }
}
