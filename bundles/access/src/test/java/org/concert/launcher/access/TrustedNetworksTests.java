/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedNetworksTests {

    @ParameterizedTest
    @CsvSource({
        "10.24.0.0/16, 10.24.255.1, true",
        "10.24.0.0/16, 10.25.0.1, false",
        "10.24.7.0/23, 10.24.6.9, true",
        "10.24.7.3, 10.24.7.3, true",
        "10.24.7.3, 10.24.7.4, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.24.0.0/16, ::ffff:10.24.1.1, true",
        "10.24.0.0/16, robot, false"
    })
    void addressIsOfANetworkIfItsFirstBitsAre(String network, String address, boolean trusted) {
        assertThat(TrustedNetworks.parse(List.of(network)).contains(address)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.24.0.0/33",
                "10.24.0.0/-1",
                "10.24.0.0/x",
                "10.24",
                "robot/24",
                "10.24.0.0/",
                "::/129",
                "300.1.1.1/8"
            })
    void whatIsNoNetworkIsRefusedByName(String network) {
        assertThatThrownBy(() -> TrustedNetworks.parse(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot trust '" + network + "'")
                .hasMessageContaining("10.24.0.0/16");
    }

    @Test
    void noneIsTrustedUnlessNamed() {
        TrustedNetworks none = TrustedNetworks.of(name -> null);

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.contains("127.0.0.1")).isFalse();
    }

    @Test
    void severalAreSeparatedByCommas() {
        assertThat(TrustedNetworks.of(name -> "10.24.0.0/16, 192.168.1.7").names())
                .containsExactly("10.24.0.0/16", "192.168.1.7/32");
    }
}
