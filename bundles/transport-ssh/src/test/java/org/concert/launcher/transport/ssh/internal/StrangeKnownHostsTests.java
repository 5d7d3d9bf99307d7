/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in known_hosts, its other lines count, and nobody is let in by it. */
class StrangeKnownHostsTests {

    private static final String GOOD =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH4lW06bvUXFdghc7hCveIFxDJz5BXXtNt1bNXYOX68I";

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                        "robot",
                        "*",
                        "!robot",
                        "[robot]:22",
                        "|1|",
                        "|1|AAAA|AAAA",
                        "|1|",
                        "=|",
                        "@cert-authority ",
                        "@revoked ",
                        "@",
                        " ",
                        "\t",
                        ",",
                        "\n",
                        "#",
                        "ssh-ed25519",
                        "ecdsa-sha2-nistp256",
                        "ssh-rsa",
                        "AAAA",
                        "AAAAB3NzaC1yc2E=",
                        GOOD,
                        "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA==",
                        "====",
                        "ä",
                        "\u0000",
                        "1024 35 1234")
                .list()
                .ofMaxSize(16)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void fileIsReadAndItsGoodLineCounts(@ForAll("lines") String lines) throws Exception {
        EcdsaKeys.provide();
        Path file = Files.createTempFile("known", "hosts");
        try {
            Files.writeString(file, lines + "\nrobot " + GOOD + "\n");
            SshSettings settings = SshSettings.parse(
                    "hostname robot\nuserknownhostsfile " + file + "\nglobalknownhostsfile none\n",
                    "robot",
                    file.getParent(),
                    Map.of());

            assertThat(KnownHosts.read("robot", settings).findExistingAlgorithms("robot", 22))
                    .contains("ssh-ed25519");
        } finally {
            Files.delete(file);
        }
    }
}
