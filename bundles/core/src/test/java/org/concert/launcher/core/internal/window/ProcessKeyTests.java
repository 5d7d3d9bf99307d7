/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessKeyTests {

    @Test
    void textAndKeyStandForEachOther() {
        var key = new ProcessKey("robot-1", "imu_2");

        assertThat(key).hasToString("robot-1/imu_2");
        assertThat(ProcessKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void textWithoutASessionIsAKeyOfNoSession() {
        assertThat(ProcessKey.parse("imu")).isEqualTo(new ProcessKey("", "imu"));
        assertThat(ProcessKey.parse("")).isEqualTo(new ProcessKey("", ""));
        assertThat(ProcessKey.parse("/imu")).isEqualTo(new ProcessKey("", "imu"));
        assertThat(ProcessKey.parse("robot/")).isEqualTo(new ProcessKey("robot", ""));
    }
}
