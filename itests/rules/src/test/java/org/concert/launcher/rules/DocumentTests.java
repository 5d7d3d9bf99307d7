/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation links to is there. */
class DocumentTests {

    private static final Path ROOT = Path.of("../..");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]*`");

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .filter(file -> Stream.of("target", "node_modules", ".git")
                            .noneMatch(name ->
                                    file.startsWith(name) || file.toString().contains("/" + name + "/")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndToAHeadingInIt(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        String text = CODE.matcher(Files.readString(ROOT.resolve(document))).replaceAll("");
        for (String link :
                LINK.matcher(text).results().map(found -> found.group(1)).toList()) {
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(document, link)) {
                broken.add(link);
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty()
                ? ROOT.resolve(document)
                : ROOT.resolve(document).resolveSibling(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(file);
        }
        return Files.isRegularFile(file) && anchors(Files.readString(file)).contains(parts[1]);
    }

    /** Return the names by which the pages of repositories lead to headings: small letters, digits and hyphens. */
    private static List<String> anchors(String text) {
        return Pattern.compile("(?m)^#+ (.*)$")
                .matcher(text)
                .results()
                .map(DocumentTests::anchor)
                .toList();
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
