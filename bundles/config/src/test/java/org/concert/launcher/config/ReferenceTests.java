/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the reference for users, docs/launcher-yaml.md, to what the code does. */
class ReferenceTests {

    private static final Path REFERENCE = Path.of("docs", "launcher-yaml.md");

    @Test
    void tablesNameEachKeyThereIs() throws Exception {
        assertThat(keysInTableOf("Keys of a process")).containsExactlyInAnyOrderElementsOf(knownKeys("p: {x_x: 1}"));
        assertThat(keysInTableOf("Keys of `context`"))
                .containsExactlyInAnyOrder(
                        "session", "params", "targets", "boot", "include", "log_dir", "tmux_socket", ".anything");
    }

    @Test
    void firstExampleIsALauncherFile() throws Exception {
        var example = group(Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL), Files.readString(REFERENCE))
                .get(0);

        var config = LauncherConfigReader.parse(example, Path.of("launcher.yaml"));

        assertThat(config.processes()).containsOnlyKeys("ecat", "xbot2");
        assertThat(config.warnings()).isEmpty();
    }

    private static List<String> keysInTableOf(String heading) throws IOException {
        var chapter = Files.readString(REFERENCE).split("## " + heading, -1)[1].split("\n## ", -1)[0];
        var firstTable = chapter.strip().split("\n\n[^|]", -1);
        var table = List.of(firstTable).stream()
                .filter(part -> part.contains("| key |"))
                .findFirst()
                .orElseThrow();
        return group(Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE), table);
    }

    /** The complaint of an unknown key names all that are known. */
    static List<String> knownKeys(String mistake) {
        var complaint = catchThrowableOfType(
                        ConfigException.class, () -> LauncherConfigReader.parse(mistake, Path.of("launcher.yaml")))
                .getMessage();
        return List.of(
                group(Pattern.compile("known are (.*)"), complaint).get(0).split(", ", -1));
    }

    private static List<String> group(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
