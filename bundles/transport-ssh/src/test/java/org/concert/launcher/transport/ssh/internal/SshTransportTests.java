/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.TransportContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshTransportTests extends TransportContract {

    @TempDir
    private static Path folder;

    private static Sshd sshd;

    @BeforeAll
    static void startServer() throws Exception {
        sshd = Sshd.start(folder.resolve("sshd"));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @Override
    protected Host open() throws Exception {
        return Sshd.open(sshd.transport(), "robot");
    }

    @Test
    void machineMayBeNamedByUserAddressAndPort() throws Exception {
        try (Host host = Sshd.open(sshd.transport(), System.getProperty("user.name") + "@127.0.0.1:" + sshd.port())) {
            assertThat(host.target()).hasToString(System.getProperty("user.name") + "@127.0.0.1:" + sshd.port());
        }
    }
}
