/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTests {

    private static final List<String> KNOWN =
            List.of("imu", "ecat", "xbot2", "cartesio", "ready_check", "ready_period");

    @ParameterizedTest
    @CsvSource({
        "imu2, imu",
        "IMU, imu",
        "umi, ",
        "ecta, ecat",
        "xbot, xbot2",
        "xbto2, xbot2",
        "cartesoi, cartesio",
        "kartesio, cartesio",
        "readycheck, ready_check",
        "ready_chekc, ready_check",
        "reday_preiod, ready_period",
        "lidar, ",
        "x, "
    })
    void nearestKnownNameIsFound(String wrong, String nearest) {
        assertThat(NearestName.of(wrong, KNOWN).orElse(null)).isEqualTo(nearest);
    }

    @Test
    void firstOfEquallyNearNamesIsTaken() {
        assertThat(NearestName.of("cam3", List.of("lidar", "cam1", "cam2"))).contains("cam1");
    }

    @Test
    void hintIsEmptyWhenNothingIsNear() {
        assertThat(NearestName.hint("imu2", KNOWN)).isEqualTo(" (did you mean 'imu'?)");
        assertThat(NearestName.hint("lidar", KNOWN)).isEmpty();
    }

    @Test
    void absurdNamesAreNotCompared() {
        assertThat(NearestName.of("x".repeat(1_000_000), List.of("x".repeat(999_999))))
                .isEmpty();
        assertThat(NearestName.of("imu", Collections.nCopies(1_001, "imu"))).isEmpty();
    }
}
