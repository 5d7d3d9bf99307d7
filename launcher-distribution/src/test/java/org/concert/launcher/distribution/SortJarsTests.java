/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortJarsTests {

    private static final String FEATURE = """
            {
              "bundles": [ { "id": "org.example:logging:1.0", "start-order": 1 } ],
              "extensions": { "class-path": { "artifacts": [ { "id": "org.example:cli:2.0" } ] } }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void bundlesGoToTheirStartLevelAndTheClassPathToLib() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("bundles/99"));

        SortJars.sort(feature(), List.of(jar("logging-1.0.jar"), jar("cli-2.0.jar")), home);

        assertThat(home.resolve("bundles/01/logging-1.0.jar"))
                .hasSameBinaryContentAs(folder.resolve("logging-1.0.jar"));
        assertThat(home.resolve("lib/cli-2.0.jar")).hasSameBinaryContentAs(folder.resolve("cli-2.0.jar"));
        assertThat(home.resolve("bundles/99")).as("what an earlier build left").doesNotExist();
    }

    @Test
    void jarThatTheFeatureDoesNotNameFailsTheBuild() throws IOException {
        List<Path> jars = List.of(jar("logging-1.0.jar"), jar("cli-2.0.jar"), jar("stray-3.0.jar"));

        assertThatThrownBy(() -> SortJars.sort(feature(), jars, folder)).hasMessageContaining("have [stray-3.0.jar]");
    }

    @Test
    void otherVersionThanTheFeatureNamesFailsTheBuildNamingBoth() throws IOException {
        List<Path> jars = List.of(jar("logging-1.1.jar"), jar("cli-2.0.jar"));

        assertThatThrownBy(() -> SortJars.sort(feature(), jars, folder))
                .hasMessageContaining("have [logging-1.1.jar]")
                .hasMessageContaining("has [logging-1.0.jar] instead");
    }

    @Test
    void jarOfAClassifierIsFoundByIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("feature.json"),
                FEATURE.replace("org.example:logging:1.0", "org.example:logging:jar:light:1.0"));
        Path home = folder.resolve("home");

        SortJars.sort(Feature.read(file), List.of(jar("logging-1.0-light.jar"), jar("cli-2.0.jar")), home);

        assertThat(home.resolve("bundles/01/logging-1.0-light.jar")).exists();
    }

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(name));
        }
        return jar;
    }

    private Feature feature() throws IOException {
        return Feature.read(Files.writeString(folder.resolve("feature.json"), FEATURE));
    }
}
