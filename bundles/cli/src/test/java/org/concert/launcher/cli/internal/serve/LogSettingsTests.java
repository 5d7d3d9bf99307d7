/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSettingsTests {

    private static final String LEVEL = "org.slf4j.simpleLogger.log.org.example";
    private static final String SHAPE = "org.slf4j.simpleLogger.exampleShape";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("logging.properties"), LEVEL + "=info\n" + SHAPE + "=short\n");
    }

    @AfterEach
    void forget() {
        System.clearProperty(LEVEL);
        System.clearProperty(SHAPE);
    }

    @Test
    void fileSetsLevelsAndShape() throws ServeException {
        LogSettings.apply(List.of(file), false);

        assertThat(System.getProperty(LEVEL)).isEqualTo("info");
        assertThat(System.getProperty(SHAPE)).isEqualTo("short");
    }

    @Test
    void levelOfTheCommandLineSetsAsideThoseOfTheFile() throws ServeException {
        LogSettings.apply(List.of(file), true);

        assertThat(System.getProperty(LEVEL)).isNull();
        assertThat(System.getProperty(SHAPE)).isEqualTo("short");
    }
}
