/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestQueryTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "lines=200", "output=robot/imu@12,robot/arm", "x=%C3%A4&y=%20+", "x=%e2%82%ac", "x=ä"})
    void whatIsEncodedMayBeAnyText(String query) {
        assertThat(RequestQuery.isText(query)).isTrue();
    }

    @Test
    void noQueryIsTextToo() {
        assertThat(RequestQuery.isText(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%", "x=%4", "x=%ZZ", "x=%u0041", "x=%ff", "x=%c0%ae", "x=%c3", "%-1=x"})
    void whatIsNotUtf8IsNoText(String query) {
        assertThat(RequestQuery.isText(query)).isFalse();
    }
}
