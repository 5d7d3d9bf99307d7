/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.TransportException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SshConfigurationTests {

    @TempDir
    private Path folder;

    // Many times: its end once raced with the reading of what it printed.
    @RepeatedTest(30)
    @Timeout(20)
    void commandInTheConfigurationThatHangsIsGivenUp() throws Exception {
        Path file = Files.writeString(folder.resolve("ssh_config"), "Match exec \"sleep 30; true\"\n  User ann\n");
        var configuration =
                new SshConfiguration(Map.of(), folder, List.of("-F", file.toString()), Duration.ofMillis(50));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> configuration.of(SshDestination.parse("robot")))
                .withMessage("Cannot reach machine robot: ssh cannot read its configuration: no end within 50 ms");
    }
}
