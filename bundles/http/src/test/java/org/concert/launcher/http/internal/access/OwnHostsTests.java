/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostsTests {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void loopbackIsAlwaysThisServer(String host) {
        assertThat(hosts(Map.of()).contains(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.evil",
                "robot",
                "",
                "::2"
            })
    void otherNamesAreNot(String host) {
        assertThat(hosts(Map.of()).contains(host)).isFalse();
    }

    @Test
    void namesOfTheFrameworkPropertiesAre() {
        OwnHosts hosts = hosts(Map.of(OwnHosts.NAMES, "robot, Robot.local", OwnHosts.BOUND, "10.24.4.1"));

        assertThat(hosts.contains("robot")).isTrue();
        assertThat(hosts.contains("robot.LOCAL")).isTrue();
        assertThat(hosts.contains("10.24.4.1")).isTrue();
        assertThat(hosts.contains("10.24.4.2")).isFalse();
    }

    @Test
    void beingBoundToAllAddressesNamesNone() {
        OwnHosts hosts = hosts(Map.of(OwnHosts.BOUND, "0.0.0.0"));

        assertThat(hosts.contains("0.0.0.0")).isFalse();
    }

    @Test
    void addressTheConnectionCameInOnIsThisServer() {
        OwnHosts hosts = hosts(Map.of(OwnHosts.BOUND, "0.0.0.0"));

        assertThat(hosts.contains("10.24.4.1", "10.24.4.1")).isTrue();
        assertThat(hosts.contains("[fe80::1]", "fe80::1")).isTrue();
        assertThat(hosts.contains("10.24.4.9", "10.24.4.1")).isFalse();
    }

    private static OwnHosts hosts(Map<String, String> properties) {
        return OwnHosts.of(properties::get);
    }
}
