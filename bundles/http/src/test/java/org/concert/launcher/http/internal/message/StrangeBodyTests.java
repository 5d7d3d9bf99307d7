/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.concert.launcher.http.internal.message.JsonBody.Kind;

/** Whatever is sent as a body, it is read, or refused as malformed. */
class StrangeBodyTests {

    private static final JsonBody.Shape SHAPE = JsonBody.Shape.of(Map.of(
            "name",
            Kind.STRING,
            "all",
            Kind.BOOLEAN,
            "names",
            Kind.STRINGS,
            "params",
            Kind.OBJECT,
            "options",
            Kind.SCALARS));

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"name\"",
                        "\"all\"",
                        "\"names\"",
                        "\"params\"",
                        "\"options\"",
                        "\"x\"",
                        "true",
                        "null",
                        "1",
                        "-0",
                        "1e999999",
                        "NaN",
                        "\"",
                        "\\u0000",
                        "\\ud800",
                        " ",
                        "\n",
                        "\u0000",
                        "ä",
                        "/*",
                        "\ufeff")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void textIsReadOrMalformed(@ForAll("bodies") String body) {
        readOrMalformed(body.getBytes(StandardCharsets.UTF_8));
        readOrMalformed(("{\"names\":[" + body + "]}").getBytes(StandardCharsets.UTF_8));
        readOrMalformed(("{\"params\":{" + body + "}}").getBytes(StandardCharsets.UTF_16BE));
    }

    @Property
    void bytesAreReadOrMalformed(@ForAll byte[] body) {
        readOrMalformed(body);
    }

    private static void readOrMalformed(byte[] body) {
        try {
            assertThat(JsonBody.read(body, SHAPE)).isNotNull();
        } catch (ProblemException e) {
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.detail()).startsWith("Cannot read the body of the request");
        }
    }
}
