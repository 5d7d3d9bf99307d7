/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyLimitTests {

    private final ConcurrencyLimit requests = new ConcurrencyLimit(2);

    @Test
    void userHasSomeRequestsAtOnceAndOthersHaveTheirOwn() {
        assertThat(requests.begin("vic")).isTrue();
        assertThat(requests.begin("vic")).isTrue();

        assertThat(requests.begin("vic")).isFalse();
        assertThat(requests.begin("ann")).isTrue();
    }

    @Test
    void requestThatHasEndedMakesRoomForAnother() {
        requests.begin("vic");
        requests.begin("vic");
        requests.begin("vic");

        requests.end("vic");

        assertThat(requests.begin("vic")).isTrue();
        assertThat(requests.begin("vic")).isFalse();
    }
}
