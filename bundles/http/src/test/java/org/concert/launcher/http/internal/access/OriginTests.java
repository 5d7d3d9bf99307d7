/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTests {

    @Test
    void portIsKnownAlsoWhenTheHeaderLeavesItOut() {
        assertThat(Origin.of("http://robot")).contains(new Origin("http", "robot", 80));
        assertThat(Origin.of("https://robot/page?x=1")).contains(new Origin("https", "robot", 443));
        assertThat(Origin.of("http://[::1]:8778/")).contains(new Origin("http", "[::1]", 8778));
    }

    @Test
    void pageIsAtTheHostAndPortItWasServedUnder() {
        Origin origin = Origin.of("http://LocalHost:8778").orElseThrow();

        assertThat(origin.isAt("http", "localhost", 8778)).isTrue();
        assertThat(origin.isAt("http", "localhost", 9999)).isFalse();
        assertThat(origin.isAt("http", "127.0.0.1", 8778)).isFalse();
        assertThat(origin.isAt("https", "localhost", 8778)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "file:///tmp/page.html",
                "localhost:8778",
                "http://a b",
                "http://x:y@",
                "http://ann@localhost:8778",
                "http://localhost:8778/#x"
            })
    void whatIsNoWebAddressIsNoOrigin(String header) {
        assertThat(Origin.of(header)).isEmpty();
    }
}
