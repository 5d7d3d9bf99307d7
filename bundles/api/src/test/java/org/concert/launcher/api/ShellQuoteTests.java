/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ShellQuoteTests {

    private static final long SEED = 20260101;

    private static final String PIECES = "'\"\\`$(){}[]<>|&;*?!~#= \t\r\n%^-ab0/:,@+_.\u0001\u001b\u007fäß€\u0081漢😀";

    static Stream<List<String>> shells() {
        return Stream.of(List.of("sh"), List.of("bash"), List.of("bash", "--posix"), List.of("busybox", "sh"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void everyShellReadsAWordAsExactlyTheText(List<String> shell) throws Exception {
        assumeTrue(installed(shell), () -> shell.get(0) + " is not installed");
        List<String> texts = nastyTexts();

        String script = "printf '%s\\0' " + ShellQuote.words(texts);

        assertThat(split(run(shell, script))).containsExactlyElementsOf(texts);
    }

    @Test
    void wordStaysOneWordInsideAnotherQuotedScript() throws Exception {
        List<String> texts = nastyTexts();

        String inner = "printf '%s\\0' " + ShellQuote.words(texts);
        String script = "sh -c " + ShellQuote.word("eval " + ShellQuote.word(inner));

        assertThat(split(run(List.of("sh"), script))).containsExactlyElementsOf(texts);
    }

    @Test
    void plainWordsStayReadable() {
        assertThat(ShellQuote.word("/opt/ros/bin/x_1.2:=a,b@c%d+e-f")).isEqualTo("/opt/ros/bin/x_1.2:=a,b@c%d+e-f");
        assertThat(ShellQuote.words(List.of("ls", "-l", "a b"))).isEqualTo("ls -l 'a b'");
    }

    @Test
    void emptyTextIsAWordToo() {
        assertThat(ShellQuote.word("")).isEqualTo("''");
        assertThat(ShellQuote.words(List.of())).isEmpty();
    }

    @Test
    void nulIsRefusedAsNoArgumentCanHoldIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellQuote.word("a\0b"))
                .withMessage("Cannot quote a text with a NUL character for a shell");
    }

    private static List<String> nastyTexts() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "'",
                "''",
                "'''",
                "\\",
                "\\'",
                "'\\''",
                "\n",
                "a\n",
                "\n\n",
                " ",
                "-n",
                "--",
                "-",
                "$HOME",
                "`id`",
                "$(id)",
                "${x:-y}",
                "!!",
                "!a",
                "~",
                "~root",
                "*",
                "/*",
                "{a,b}",
                "a=b",
                "#c",
                "a #c",
                "\r\n",
                "%s%n",
                "&&",
                ";;",
                "'$(id)'",
                "\"'\"'\"",
                "ä€漢😀",
                "\u0081\u0082\u0088"));
        StringBuilder allOfAscii = new StringBuilder();
        for (char c = 1; c < 128; c++) {
            allOfAscii.append(c);
            texts.add("" + c);
        }
        texts.add(allOfAscii.toString());
        Random random = new Random(SEED);
        int[] pieces = PIECES.codePoints().toArray();
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.appendCodePoint(pieces[random.nextInt(pieces.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static boolean installed(List<String> shell) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell.get(0))));
    }

    private static List<String> split(byte[] output) {
        String[] words = new String(output, StandardCharsets.UTF_8).split("\0", -1);
        return Arrays.asList(words).subList(0, words.length - 1);
    }

    /** The script comes on the input: how a JVM hands over arguments depends on the locale it was started in. */
    private static byte[] run(List<String> shell, String script) throws IOException {
        Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
        Thread writer = new Thread(() -> write(process.getOutputStream(), script), "test-script");
        writer.start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        return output.toByteArray();
    }

    private static void write(OutputStream stream, String script) {
        try (stream) {
            stream.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
