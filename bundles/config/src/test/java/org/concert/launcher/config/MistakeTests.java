/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake of {@code mistakes.txt}: after {@code === title} the text of a launcher file, after {@code ---} the
 * message it gives. There a tab is written {@code <TAB>}, and the line between two documents {@code ---%}.
 */
class MistakeTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistakeIsToldInOneLineWithItsPlaceAndWhatWouldBeRight(String title, String yaml, String message) {
        var thrown = catchThrowableOfType(
                ConfigException.class, () -> LauncherConfigReader.parse(yaml, Path.of("robot", "launcher.yaml")));

        assertThat(thrown).as(title).hasMessage(message);
        assertThat(thrown.problems()).hasSameSizeAs(thrown.complaints());
    }

    static Stream<Arguments> mistakes() throws IOException {
        try (var in = MistakeTests.class.getResourceAsStream("/mistakes.txt")) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(table.split("(?m)^=== ", -1)).skip(1).map(MistakeTests::mistake);
        }
    }

    private static Arguments mistake(String block) {
        int yaml = block.indexOf('\n') + 1;
        int message = block.lastIndexOf("\n---\n");
        return Arguments.of(
                block.substring(0, yaml - 1),
                block.substring(yaml, message + 1).replace("<TAB>", "\t").replace("---%", "---"),
                block.substring(message + 5).strip().replace("launcher.yaml:", "robot/launcher.yaml:"));
    }
}
