/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFileTests {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:from|src=|href=|import) ?['\"]((?:\\.{0,2}/)[^'\"#]+)['\"]");

    @Test
    void startPageIsThere() throws Exception {
        WebFile page = WebFile.at("/index.html").orElseThrow();
        var content = new ByteArrayOutputStream();
        page.writeTo(content, 0, page.length());

        assertThat(page.type()).isEqualTo("text/html; charset=utf-8");
        assertThat(content.toString(StandardCharsets.UTF_8)).contains("<title>Concert Launcher</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/console",
                "/console/",
                "/console/../index.html",
                "/console/./main.js",
                "/console//main.js",
                "/console/main.js\0.html",
                "/console/main.js/",
                "/console/%2e%2e/index.html",
                "/console/..\\index.html",
                "/../WebFile.class",
                "/WebFile.class",
                "/console/lib/xterm/LICENSE",
                "/console/main"
            })
    void nothingElseIs(String path) throws Exception {
        assertThat(WebFile.at(path)).isEmpty();
    }

    /** The robot's network leads nowhere: a page that loads something of another server would not work there. */
    @Test
    void allThatThePagesLoadIsHere() throws Exception {
        List<String> missing = new ArrayList<>();
        for (Path file : pages()) {
            Matcher references = REFERENCE.matcher(Files.readString(file));
            while (references.find()) {
                String path = resolve(file, references.group(1));
                if (!path.equals("/")
                        && !path.startsWith("/api/")
                        && WebFile.at(path).isEmpty()) {
                    missing.add(file + " loads " + path);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void pathOfManySegmentsIsNoFile() throws Exception {
        assertThat(WebFile.at("/console" + "/a".repeat(100_000) + ".js")).isEmpty();
    }

    @Test
    void noPageNamesAnotherServer() throws Exception {
        for (Path file : pages()) {
            assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                    .as(file.toString())
                    .doesNotContain("http://")
                    .doesNotContain("https://");
        }
    }

    private static List<Path> pages() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(root())) {
            Path libraries = root().resolve("console/lib");
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(libraries))
                    .toList();
        }
    }

    private static String resolve(Path from, String reference) throws URISyntaxException {
        if (reference.startsWith("/")) {
            return reference;
        }
        Path target =
                Objects.requireNonNull(from.getParent()).resolve(reference).normalize();
        return "/" + root().relativize(target);
    }

    private static Path root() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(WebFile.class.getResource("web")).toURI());
    }
}
