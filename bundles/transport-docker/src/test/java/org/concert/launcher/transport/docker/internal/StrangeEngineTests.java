/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an Engine answers, it is read, or an error in words. */
class StrangeEngineTests {

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"Id\"",
                        "\"State\"",
                        "\"Status\"",
                        "\"ExitCode\"",
                        "\"Names\"",
                        "\"HostConfig\"",
                        "\"Config\"",
                        "\"x\"",
                        "true",
                        "null",
                        "1",
                        "99999999999999999999",
                        "1.5",
                        "1e999",
                        "\"",
                        " ",
                        "\u0000",
                        "ä",
                        "\"State\":{",
                        "\"Names\":[",
                        "\"HostConfig\":{\"Binds\":[",
                        "\"Ports\":{\"80/tcp\":")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Property
    void answerIsReadOrAnError(@ForAll("answers") String answer) {
        for (String json : new String[] {answer, "{" + answer + "}", "{\"State\":{" + answer + "}}"}) {
            readOrAnError(json, InspectContainerResponse.class);
        }
        readOrAnError("[" + answer + "]", Container[].class);
    }

    private static void readOrAnError(String json, Class<?> type) {
        try {
            assertThat(ModelJson.read(json, type)).isInstanceOf(type);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
