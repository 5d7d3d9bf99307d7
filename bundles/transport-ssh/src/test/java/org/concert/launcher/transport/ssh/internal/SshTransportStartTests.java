/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the transport costs whoever has no other machine: every command makes one. */
class SshTransportStartTests {

    /** Makes a transport. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            System.out.println(new SshTransport().name());
        }
    }

    @Test
    @Timeout(60)
    void transportThatIsNotUsedLoadsNoAlgorithms() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();

        String loaded = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(loaded).isZero();
        assertThat(loaded).contains("ssh.internal.SshLogin").doesNotContain("net.schmizz.sshj.DefaultConfig ");
    }
}
