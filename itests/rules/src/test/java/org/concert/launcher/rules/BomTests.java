/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTests {

    private static final Path ROOT = Path.of("../../pom.xml");
    private static final Path BOM = Path.of("../../bom/pom.xml");

    @Test
    void bomNamesEveryBundle() throws IOException {
        assertThat(found(BOM, "<artifactId>([^<]*)</artifactId>\\s*<version>\\$\\{project\\.version}</version>"))
                .containsExactlyInAnyOrderElementsOf(
                        Bundles.names().stream().map(Bundles::root).toList());
    }

    @Test
    void bomHasTheVersionOfAllOthersThoughItHasNoParent() throws IOException {
        List<String> root = found(ROOT, "<artifactId>concert-launcher</artifactId>\\s*<version>([^<]*)</version>");

        assertThat(root).hasSize(1);
        assertThat(found(BOM, "<artifactId>org\\.concert\\.launcher\\.bom</artifactId>\\s*<version>([^<]*)</version>"))
                .isEqualTo(root);
    }

    private static List<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
