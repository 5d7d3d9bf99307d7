/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.concert.launcher.api.LauncherException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordSourceTests {

    @TempDir
    private Path folder;

    private Path file(String content, String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String typed(PasswordSource source, String text) throws Exception {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return source.read();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void passwordIsTheFirstLineOfTheFile() throws Exception {
        assertThat(new PasswordSource(file("correct horse\nbattery\n", "rw-------")).read())
                .isEqualTo("correct horse");
        assertThat(new PasswordSource(file("no line end", "r--------")).read()).isEqualTo("no line end");
    }

    @Test
    void blanksBelongToThePassword() throws Exception {
        assertThat(new PasswordSource(file("  correct  \n", "rw-------")).read())
                .isEqualTo("  correct  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-rw----", "rw----r--", "rw------x"})
    void fileThatOthersCanUseIsRefusedWithTheRemedy(String permissions) throws Exception {
        Path file = file("correct horse\n", permissions);

        assertThatThrownBy(() -> new PasswordSource(file).read())
                .isInstanceOf(LauncherException.class)
                .hasMessage("Cannot use the password in " + file + ": others can read it; chmod 600 " + file
                        + " mends that");
    }

    @Test
    void fileThatIsNotThereIsToldByItsName() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> new PasswordSource(missing).read())
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("Cannot read the password from " + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "\nsecond line"})
    void passwordThatIsTooShortIsRefusedAndNotRepeated(String content) throws Exception {
        Path file = file(content, "rw-------");

        assertThatThrownBy(() -> new PasswordSource(file).read())
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("8 to 256 are right")
                .hasMessageNotContaining("short");
    }

    @Test
    void passwordThatIsTooLongIsRefusedAndNotRepeated() throws Exception {
        Path file = file("x".repeat(257), "rw-------");

        assertThatThrownBy(() -> new PasswordSource(file).read())
                .hasMessageContaining("257 characters")
                .hasMessageNotContaining("xx");
    }

    @Test
    void hyphenStandsForStandardInput() throws Exception {
        assertThat(typed(new PasswordSource(Path.of("-")), "correct hörse\nmore\n"))
                .isEqualTo("correct hörse");
    }

    @Test
    void endOfStandardInputIsNoPassword() {
        assertThatThrownBy(() -> typed(new PasswordSource(Path.of("-")), "")).isInstanceOf(LauncherException.class);
    }
}
