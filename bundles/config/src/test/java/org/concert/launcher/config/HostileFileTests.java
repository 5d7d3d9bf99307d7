/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are none, or that are made to break a reader: each is refused in one line, and quickly. */
@Timeout(60)
class HostileFileTests {

    @TempDir
    Path folder;

    @Test
    void missingFileIsSaidToBeMissing() {
        expect(folder.resolve("launcher.yaml"), ": does not exist");
    }

    @Test
    void folderIsNoLauncherFile() {
        expect(folder, ": is a folder; name the launcher file in it");
    }

    @Test
    void fileBelowAFileIsSaidToBeUnreadable() throws Exception {
        Path file = Files.writeString(folder.resolve("robot"), "");

        expect(file.resolve("launcher.yaml"), ": cannot be read: Not a directory");
    }

    @Test
    void pipeIsRefusedAndNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("launcher.yaml");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        expect(pipe, ": is a pipe or a device; a launcher file is an ordinary one");
    }

    @Test
    void aliasesOfALongTextAreRefused() {
        String uses = IntStream.range(0, 20_000).mapToObj(i -> "V" + i + ": *a").collect(Collectors.joining(", "));
        String file = "context: {.a: &a " + "x".repeat(1_000_000) + "}\np: {cmd: x, env: {" + uses + "}}";

        expect(
                file,
                "launcher.yaml:2:18: holds more than 200000 values, or 200 MB of text, each alias counted with all it stands for");
    }

    @Test
    void emptyFileIsSaidToBeEmpty() throws Exception {
        Path file = write(new byte[0]);

        expect(file, ": is empty; it needs at least one process, such as 'talker: {cmd: ./talker}'");
    }

    @Test
    void fileInLatin1IsRefusedWhereItsFirstForeignLetterStands() throws Exception {
        Path file = write("talker:\n  cmd: ./t\u00e4lker".getBytes(StandardCharsets.ISO_8859_1));

        expect(file, ":2:11: is not UTF-8 here; save the file as UTF-8");
    }

    @Test
    void fileThatEndsInTheMiddleOfALetterIsRefused() throws Exception {
        Path file = write(new byte[] {'a', (byte) 0xC3});

        expect(file, ":1:2: is not UTF-8 here; save the file as UTF-8");
    }

    @Test
    void fileInUtf16IsRefused() throws Exception {
        Path file = write("talker: {cmd: ./talker}".getBytes(StandardCharsets.UTF_16));

        expect(file, ":1:1: is not UTF-8 here; save the file as UTF-8");
    }

    @Test
    void binaryFileIsRefusedAtItsFirstControlCharacter() throws Exception {
        Path file = write("a: b\n\u00fc\u0001".getBytes(StandardCharsets.UTF_8));

        expect(file, ":2:2: the control character U+0001 cannot stand in YAML; remove it");
    }

    @Test
    void fileOfMoreThanThreeMegabytesIsRefused() throws Exception {
        Path file = write(new byte[3_000_001]);

        expect(file, ": is larger than 3 MB, so it is no launcher file");
    }

    @Test
    void fileOfAlmostThreeMegabytesIsRead() throws Exception {
        Path file = write(("talker: {cmd: ls}\n" + "# comment\n".repeat(299_000)).getBytes(StandardCharsets.UTF_8));

        assertThatNoException().isThrownBy(() -> LauncherConfigReader.read(file));
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 20)
                        .mapToObj(i -> "a%d: &a%d [%s]%n"
                                .formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)))
                        .collect(Collectors.joining());

        expect(
                bomb,
                "launcher.yaml:6:5: holds more than 200000 values, or 200 MB of text, each alias counted with all it stands for");
    }

    @Test
    void longChainOfMergesIsRefused() {
        String chain = "a0: &a0 {cmd: ls}\n"
                + IntStream.range(1, 20_000)
                        .mapToObj(i -> "a%d: &a%d {<<: *a%d}%n".formatted(i, i, i - 1))
                        .collect(Collectors.joining());

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LauncherConfigReader.parse(chain, Path.of("launcher.yaml")))
                .withMessageContaining("holds more than 200000 values");
    }

    @Test
    void deepNestingIsRefused() {
        expect("talker: " + "[".repeat(100_000), "launcher.yaml:1:58: lists and mappings are nested more than 50 deep");
    }

    @Test
    void mergeOfAnAnchorIntoItselfIsRefused() {
        expect("a: &a {<<: *a, cmd: ls}", "launcher.yaml:1:4: a.<<: the anchor here holds an alias of itself");
    }

    @Test
    void longChainOfDependenciesIsRead() throws Exception {
        String chain = IntStream.range(0, 5_000)
                        .mapToObj(i -> "a%d: {cmd: ls, depends: [a%d]}%n".formatted(i, i + 1))
                        .collect(Collectors.joining())
                + "a5000: {cmd: ls}";

        var config = LauncherConfigReader.parse(chain, Path.of("/robot/launcher.yaml"));

        assertThat(config.dependencies().startOrder()).hasSize(5_001).startsWith("a5000", "a4999");
    }

    @Test
    void damagedRealFileLoadsOrIsRefusedInPlainLines() throws Exception {
        String real = Files.readString(Path.of("src", "test", "resources", "real", "kyon-ros1.yaml"));
        var random = new Random(17);
        for (int round = 0; round < 3_000; round++) {
            String damaged = damage(real, random);
            try {
                LauncherConfigReader.parse(damaged, Path.of("launcher.yaml"));
            } catch (ConfigException e) {
                assertThat(e.complaints())
                        .allSatisfy(line -> assertThat(line)
                                .matches("launcher\\.yaml(:[0-9]+:[0-9]+)?: [^:\\n]+.*")
                                .doesNotContain("null", "org.yaml"));
            }
        }
    }

    private static String damage(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(damaged.length() - 10);
            String piece = String.valueOf(":-{}[]&*!|>'\"%@`#,\n\t ~<?x\u00e4\u2028\uD83E".charAt(random.nextInt(28)));
            damaged.replace(at, at + random.nextInt(4), random.nextBoolean() ? piece : piece + piece);
        }
        return damaged.toString();
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("launcher.yaml"), bytes);
    }

    private static void expect(Path file, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LauncherConfigReader.read(file))
                .withMessage(file + message);
    }

    private static void expect(String text, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LauncherConfigReader.parse(text, Path.of("launcher.yaml")))
                .withMessage(message);
    }
}
