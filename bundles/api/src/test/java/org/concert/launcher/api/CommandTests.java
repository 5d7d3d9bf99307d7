/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTests {

    @Test
    void commandOfNoArgumentsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Command::of)
                .withMessage("Cannot make a command of no arguments");
    }

    @Test
    void nulIsRefusedAsNoProgramCanBeGivenIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of("printf", "a\0b"))
                .withMessage("Cannot make a command with a NUL character in an argument: a?b");
    }

    @Test
    void commandDoesNotChangeWithTheListItWasMadeOf() {
        List<String> arguments = new ArrayList<>(List.of("ls"));

        var command = new Command(arguments, false);
        arguments.add("-l");

        assertThat(command.arguments()).containsExactly("ls");
    }

    @Test
    void moreArgumentsComeAtTheEndAndMergingStays() {
        var command = Command.of("sh", "-c").merged().with(List.of("echo hi", "sh"));

        assertThat(command.arguments()).containsExactly("sh", "-c", "echo hi", "sh");
        assertThat(command.mergeErrors()).isTrue();
    }
}
