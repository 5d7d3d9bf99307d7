/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A command runs as bash would run it, and what it prints is captured to the byte. */
class CommandsIT {

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("quotes", "echo 'single \"double\" \\\\ $HOME ${HOME} $(echo sub)'"),
                Arguments.of("expansion", "echo \"double 'single' \\\\ $HOME ${HOME} $(echo sub)\""),
                Arguments.of("backquotes", "echo `echo back`quote`echo s`"),
                Arguments.of("awk", "echo one two | awk '{print $1}'"),
                Arguments.of("here-document", "cat <<END\nfirst $((1 + 1))\n  'second' \"third\"\nEND\necho after"),
                Arguments.of("trap", "trap 'echo trapped; exit 3' TERM; echo before; kill -TERM $$; echo after"),
                Arguments.of("exit trap", "trap 'echo bye; sleep 0.1' EXIT; echo hi"),
                Arguments.of("function of bashrc", "greet world"),
                Arguments.of("alias of bashrc", "hello there"),
                Arguments.of("unicode", "echo 'é€😀 日本'"),
                Arguments.of("tmux formats", "echo '#[x] #S ## %H:%M %% ~ ~root'; echo ~"),
                Arguments.of("semicolons", "echo a; echo 'b;' ; echo \\;"),
                Arguments.of("braces", "echo {a,b}{1..3} ${#HOME} '[{]' '{' '}'"),
                Arguments.of("backslashes", "printf 'a\\tb\\\\n\\101\\n'"),
                Arguments.of("history", "echo 'wow!' \"!x\" !"),
                Arguments.of("arithmetic", "for ((i = 0; i < 3; i++)); do echo $i; done"),
                Arguments.of("100 kB", "printf '%s' " + "x".repeat(100_000) + " | wc -c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void commandPrintsByteForByteWhatBashPrints(String name, String command) throws Exception {
        try (Lab lab = new Lab()) {
            // tmux itself may lose what is printed in the moment of the end (docs/output.md).
            Files.writeString(lab.home().resolve(".bashrc"), """
                    trap 'sleep 0.1' EXIT
                    greet() { echo "function says $1"; }
                    alias hello='echo alias says'
                    """);
            lab.launcherFile("p:\n  persistent: false\n  cmd: |-\n" + command.indent(4));

            var ran = lab.program("run", "p", "-w");

            String expected = asBashPrints(lab, command);
            assertThat(lab.awaitOutput("p", expected)).as(ran.stderr()).isEqualTo(expected);
        }
    }

    /** The reference runs on a terminal too: script gives it one. A terminal ends lines with CR LF. */
    private static String asBashPrints(Lab lab, String command) throws Exception {
        lab.file("reference.sh", command);
        return lab.run("script", "-q", "-c", "exec bash -ic \"$(cat reference.sh)\"", "/dev/null")
                .stdout()
                .replace("\r\n", "\n");
    }

    @Test
    void doubledBracesStandForBraces() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {persistent: false, cmd: 'printf ''%s\\n'' \"{{x}}\"; sleep 0.1'}\n");

            lab.program("run", "p");

            assertThat(lab.awaitOutput("p", "{x}\n")).isEqualTo("{x}\n");
        }
    }

    @Test
    void environmentAndFolderNeedNoQuoting() throws Exception {
        try (Lab lab = new Lab()) {
            Files.createDirectories(lab.home().resolve("a b/it's \"$HOME\""));
            lab.launcherFile("""
                    p:
                      persistent: false
                      cmd: pwd; printf '%s\\n' "$A" "$B"; sleep 0.1
                      cwd: ~/a b/it's "$HOME"
                      env:
                        A: it's "$HOME" `id` \\ x#{{pane_id}} %H
                        B: ""
                    """);

            lab.program("run", "p");

            String expected = lab.home() + "/a b/it's \"$HOME\"\nit's \"$HOME\" `id` \\ x#{pane_id} %H\n\n";
            assertThat(lab.awaitOutput("p", expected)).isEqualTo(expected);
        }
    }

    @Test
    void folderThatIsNotThereFailsTheStartAndIsNamed() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 1000, cwd: /no/such/folder}\n");

            var ran = lab.program("run", "p");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stderr()).contains("/no/such/folder");
        }
    }

    @Test
    void commandThatLinuxCannotTakeIsRefusedWithItsLength() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: echo " + "x".repeat(140_000) + "}\n");

            var ran = lab.program("run", "p");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stderr()).contains("140005 bytes", "131046").doesNotContain("\tat ");
        }
    }
}
