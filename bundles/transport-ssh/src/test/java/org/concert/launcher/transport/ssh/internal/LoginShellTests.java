/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.concert.launcher.api.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginShellTests {

    @Test
    void lineHasOnlyCharactersBetweenItsQuotesThatMeanNothingToAnyShell() {
        String line = LoginShell.line(Command.of("printf", "it's !1 \\ $HOME `id`\n{a,b}*~é\t\"x\""));

        String words = line.substring(line.indexOf(" sh '") + 4);
        assertThat(words).matches("('[A-Za-z0-9_./:=,@%+ \\\\-]*' ?){3}");
        assertThat(line).doesNotContain("!", "\n");
    }

    @Test
    void commandArrivesAsItIs() throws Exception {
        String argument = "it's !1 \\ \\n $HOME `id` $(id)\n{a,b}*~é\t\"x\"\n";

        assertThat(output(List.of("sh", "-c", LoginShell.line(Command.of("printf", "%s", argument)))))
                .isEqualTo(argument);
    }

    @Test
    void whatTheShellPrintsBeforeIsNotTakenForOutput() throws Exception {
        String line = LoginShell.line(Command.of("echo", "mine"));

        assertThat(output(List.of("sh", "-c", "echo Welcome; printf '\\036concert-'; " + line)))
                .isEqualTo("mine\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no such shell\n", "\u001econcert-launcher 12"})
    void outputOfAShellThatNeverRunsTheCommandIsEmpty(String printed) throws Exception {
        assertThat(new AfterBegin(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8))).readAllBytes())
                .isEmpty();
    }

    @Test
    void processIdIsThatOfTheCommand() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", LoginShell.line(Command.of("sh", "-c", "echo $$"))).start();
        try (AfterBegin output = new AfterBegin(shell.getInputStream())) {
            assertThat(output.pid()).isEqualTo(shell.pid());
            assertThat(output.readAllBytes()).asString().isEqualTo(shell.pid() + "\n");
        }
    }

    private static String output(List<String> command) throws Exception {
        Process shell = new ProcessBuilder(command).start();
        try (AfterBegin output = new AfterBegin(shell.getInputStream())) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
