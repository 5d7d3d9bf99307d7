/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What decides who is let in has an answer to everything. */
class StrangeRequestTests {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "/",
                        "//",
                        "\\",
                        ".",
                        "..",
                        "%2e",
                        "%2F",
                        "%",
                        "%zz",
                        ";",
                        "?",
                        "#",
                        "@",
                        ":",
                        "http",
                        "https",
                        "://",
                        "[::1]",
                        "127.0.0.1",
                        "robot",
                        "8778",
                        "99999999999",
                        "-1",
                        "/api/v1/login",
                        "/health",
                        "/console/",
                        "/jolokia",
                        "null",
                        " ",
                        "\u0000",
                        "ä",
                        "%c0%ae",
                        "%e2%82")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> tables() {
        return Arbitraries.of(
                        "0100007F:9C40",
                        "0100007F:224A",
                        "01",
                        " ",
                        "   ",
                        "\n",
                        "0: ",
                        "00000000:00000000",
                        "1001",
                        "0",
                        "x",
                        " 0 0 0\n",
                        "0: 0100007F:9C40 0100007F:224A 01 0:0 0:0 0 99999999999999999999 0 222",
                        "0: 0100007F:9C40 0100007F:224A 01 0:0 0:0 0 x 0 222",
                        "0: 0100007F:9C40 0100007F:224A 01 0:0 0:0 0 0 0 0",
                        "ä")
                .list()
                .ofMaxSize(20)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void hostilePathOpensNothing(@ForAll("texts") String path) {
        RequestPath read = RequestPath.of(path);

        assertThat(read.isHostile() && read.isStatic()).as(path).isFalse();
        assertThat(read.isOpen() && !read.plain()).as(path).isFalse();
        assertThat(read.needed("POST").isPresent() || path.equals(RequestPath.LOGIN))
                .as(path)
                .isTrue();
    }

    @Property
    void originIsOneOrNone(@ForAll("texts") String header) {
        Origin.of(header)
                .ifPresent(origin -> assertThat(origin.host()).isNotEmpty().doesNotContain("@", "#", "/"));
        RequestQuery.isText(header);
    }

    @Property
    void tableOfTheKernelGivesAnOwnerOrNone(@ForAll("tables") String table) throws Exception {
        Path folder = Files.createTempDirectory("tables");
        try {
            Files.writeString(folder.resolve("tcp"), table);
            InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

            new SocketOwners(folder)
                    .owner(new InetSocketAddress(here, 40000), new InetSocketAddress(here, 8778))
                    .ifPresent(uid -> assertThat(uid).isNotNegative());
        } finally {
            Files.deleteIfExists(folder.resolve("tcp"));
            Files.delete(folder);
        }
    }
}
