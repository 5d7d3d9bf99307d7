/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellProgramTests {

    @Test
    void whoListsProgramsReadsANameInsteadOfTheText() throws IOException {
        String text = "# " + "x".repeat(50_000) + "\ntr '\\0' ' ' < /proc/$$/cmdline";

        assertThat(output(text)).isEqualTo("sh -c eval \"$CONCERT_LAUNCHER_PROGRAM\" concert_launcher tester ");
    }

    @Test
    void whatTheProgramBeginsDoesNotCarryItsText() throws IOException {
        assertThat(output("env | grep -c CONCERT_LAUNCHER_PROGRAM; echo \"[${CONCERT_LAUNCHER_PROGRAM-}]\""))
                .isEqualTo("0\n[]\n");
    }

    @Test
    void theTextIsRunAsItIs() throws IOException {
        assertThat(output("printf '%s|' \"a  b\" 'it'\\''s' '$x' '\\n' ä\nexit 3"))
                .isEqualTo("a  b|it's|$x|\\n|ä|");
    }

    private static String output(String text) throws IOException {
        Process process = new ProcessBuilder(ShellProgram.words("tester", text))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
