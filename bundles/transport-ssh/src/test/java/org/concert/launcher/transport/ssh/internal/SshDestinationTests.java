/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshDestinationTests {

    @Test
    void userAndPortAreNeededByNobody() throws Exception {
        assertThat(SshDestination.parse("robot")).isEqualTo(new SshDestination(null, "robot", null));
        assertThat(SshDestination.parse("ann@robot")).isEqualTo(new SshDestination("ann", "robot", null));
        assertThat(SshDestination.parse("ann@10.0.0.7:2222")).isEqualTo(new SshDestination("ann", "10.0.0.7", 2222));
        assertThat(SshDestination.parse("ann@[fe80::1]:22")).isEqualTo(new SshDestination("ann", "fe80::1", 22));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-oProxyCommand=x",
                "ann@-x",
                "-l@robot",
                "a b",
                "robot:",
                "robot:0",
                "robot:65536",
                "@robot",
                "a/b",
                "chroot://robot"
            })
    void whatSshCouldTakeForSomethingElseIsRefused(String machine) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> SshDestination.parse(machine))
                .withMessage("Cannot reach machine " + machine
                        + ": write user@host, user@host:port or a Host of ssh_config");
    }
}
