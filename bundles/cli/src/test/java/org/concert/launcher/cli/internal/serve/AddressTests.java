/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.concert.launcher.api.LauncherException;
import org.junit.jupiter.api.Test;

class AddressTests {

    @Test
    void addressThatOthersReachIsRefused() {
        assertThatThrownBy(() -> Address.of("0.0.0.0", 8778, false, false, false))
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith(
                        "Cannot serve on 0.0.0.0: others can reach it, and there is no user and no TLS key");
    }

    @Test
    void portOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Address.of("127.0.0.1", 65_536, false, false, false))
                .hasMessageContaining("from 1 to 65535");
    }

    @Test
    void sixthVersionStandsInBracketsInAUrl() throws LauncherException {
        assertThat(Address.of("::1", 8778, false, false, false).authority(8778)).isEqualTo("[0:0:0:0:0:0:0:1]:8778");
    }

    @Test
    void portInUseIsToldWithARemedy() throws IOException, LauncherException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Address address = Address.of("127.0.0.1", other.getLocalPort(), false, false, false);

            assertThatThrownBy(() -> address.requireFree("--port"))
                    .isInstanceOf(ServeException.class)
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void allAddressesStandInAUrlAsTheNameOfThisMachine() throws Exception {
        assertThat(Address.of("0.0.0.0", 8778, true, true, false).authority(8778))
                .isEqualTo(InetAddress.getLocalHost().getHostName() + ":8778");
    }

    @Test
    void jmxIsServedForUsersByTlsOnlyAlsoOnThisMachine() throws LauncherException {
        Address http = Address.of("127.0.0.1", 8778, true, true, false);

        assertThat(http.ofJmx(9010, true, true)).isEqualTo(new Address(http.host(), 9010));
        assertThatThrownBy(() -> http.ofJmx(9010, false, true))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("there is no user")
                .hasMessageContaining("user add");
        assertThatThrownBy(() -> http.ofJmx(9010, true, false)).hasMessageContaining("there is no TLS key");
        assertThatThrownBy(() -> http.ofJmx(8778, true, true)).hasMessageContaining("needs one of its own");
    }
}
