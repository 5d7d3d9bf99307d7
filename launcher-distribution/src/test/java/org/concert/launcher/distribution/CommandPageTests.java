/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class CommandPageTests {

    private final CommandSpec command = CommandSpec.create().name("run");

    @Test
    void nameIsOneLineThatAproposUnderstands() {
        command.usageMessage().header("Start processes.");

        assertThat(page()).contains(".SH \"NAME\"\n.PP\ncl\\-run \\- Start processes\n");
    }

    @Test
    void optionsAreThoseOfTheHelpWithoutTheHiddenOnes() {
        command.addOption(OptionSpec.builder("-p", "--param")
                .type(String.class)
                .paramLabel("KEY:=VALUE")
                .arity("1..*")
                .description("Up to 100%% of them.")
                .build());
        command.addOption(OptionSpec.builder("--secret").hidden(true).build());
        command.addPositional(PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("NAME")
                .description("The process.")
                .build());

        assertThat(page())
                .contains(".TP\n\\fINAME\\fR\nThe process.\n")
                .contains(".TP\n\\fB\\-p\\fR, \\fB\\-\\-param\\fR=\\fIKEY:=VALUE\\fR...\nUp to 100% of them.\n")
                .doesNotContain("secret");
    }

    @Test
    void linesThatAreIndentedAreShownAsTheyAre() {
        command.usageMessage().footer("  cl run a   start a", "  cl 'b'", "", "Said after them.");

        assertThat(page()).contains(".nf\ncl run a   start a\ncl \\(aqb\\(aq\n.fi\n.RE\n.PP\nSaid after them.\n");
    }

    @Test
    void textThatLooksLikeACommandOfThePageIsNone() {
        command.usageMessage().description(".so /etc/passwd \\fB");

        assertThat(page()).contains("\n\\&.so /etc/passwd \\efB\n");
    }

    private String page() {
        return CommandPage.of("cl", command, CommandPage.name("cl", "run"), "1.2.3");
    }
}
