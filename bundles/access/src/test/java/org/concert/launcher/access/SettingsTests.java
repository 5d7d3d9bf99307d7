/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTests {

    private final Map<String, String> framework = Map.of("robot.http.hosts", "arm", "robot.http.hsts", "0");

    private @Nullable String setting(Map<String, ?> configuration, String name) {
        return new Settings(configuration, "robot.http.", framework::get).get(name);
    }

    @Test
    void configurationWinsOverTheFrameworkSettingBySetting() {
        Map<String, ?> configuration = Map.of("hosts", "leg");

        assertThat(setting(configuration, "robot.http.hosts")).isEqualTo("leg");
        assertThat(setting(configuration, "robot.http.hsts")).isEqualTo("0");
        assertThat(setting(configuration, "robot.http.origins")).isNull();
    }

    @Test
    void severalValuesAreOneWithCommas() {
        assertThat(setting(Map.of("hosts", new String[] {"arm", "leg"}), "robot.http.hosts"))
                .isEqualTo("arm,leg");
        assertThat(setting(Map.of("hosts", List.of("arm", "leg")), "robot.http.hosts"))
                .isEqualTo("arm,leg");
        assertThat(setting(Map.of("hsts", 5), "robot.http.hsts")).isEqualTo("5");
    }

    @Test
    void nothingElseIsConfigured() {
        assertThat(setting(Map.of("robot.other", "x", "other", "x"), "robot.other"))
                .isNull();
    }
}
