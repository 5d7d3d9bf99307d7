/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkSettingsTests {

    @TempDir
    private Path folder;

    @Test
    void referencesAreFilledInAndTheRunsOwnValuesWin() throws IOException, ServeException {
        Path file = file("""
                deploy=${home}/deploy,${home}/etc
                port=1
                """);

        var settings = FrameworkSettings.read(List.of(file), Map.of("home", "/opt/$1 concert", "port", "8778"));

        assertThat(settings)
                .containsEntry("deploy", "/opt/$1 concert/deploy,/opt/$1 concert/etc")
                .containsEntry("port", "8778");
    }

    @Test
    void unknownReferenceNamesFileAndProperty() throws IOException {
        Path file = file("deploy=${hoem}/deploy\n");

        assertThatThrownBy(() -> FrameworkSettings.read(List.of(file), Map.of("home", "/opt")))
                .isInstanceOf(ServeException.class)
                .hasMessageContaining(file + ": deploy refers to ${hoem}");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("framework.properties"), text);
    }
}
