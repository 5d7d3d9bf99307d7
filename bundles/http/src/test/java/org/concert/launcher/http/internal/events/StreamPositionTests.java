/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTests {

    @Test
    void positionIsReadAsItWasWritten() {
        StreamPosition position = new StreamPosition("1f", 42, Map.of("robot/imu", 7L));

        assertThat(position.toString()).isEqualTo("1f-42;robot/imu@7");
        assertThat(StreamPosition.parse(" 1f-42;robot/imu@7 ")).contains(position);
        assertThat(StreamPosition.parse("1f-42")).contains(new StreamPosition("1f", 42, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1f", "1f-", "xy-1", "1f-1;", "1f-1;robot/imu", "1f-1;../imu@7", "1f-1;a/b@7;;"})
    void otherTextIsNoPosition(String id) {
        assertThat(StreamPosition.parse(id)).isEmpty();
    }

    @Test
    void positionOfThousandsOfOutputsIsReadInGoodOrder() {
        assertThat(StreamPosition.parse("1f-1" + ";a/b@1".repeat(100_000))).isPresent();
    }
}
