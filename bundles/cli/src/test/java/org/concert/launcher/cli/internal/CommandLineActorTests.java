/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineActorTests {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7 50412 10.0.0.1 22, 'command line, ssh 10.0.0.7'",
        "fe80::1%eth0 50412 fe80::2 22, 'command line, ssh fe80::1%eth0'",
        "'', command line",
        "'no address', command line"
    })
    void sourceNamesTheSshClient(String connection, String source) {
        assertThat(CommandLineActor.of(Map.of("SSH_CONNECTION", connection)).source())
                .isEqualTo(source);
    }
}
