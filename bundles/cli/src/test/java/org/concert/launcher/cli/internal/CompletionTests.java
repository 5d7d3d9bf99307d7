/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.access.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTests {

    @TempDir
    private Path folder;

    private CommandRun cli;

    @BeforeEach
    void writeFiles() throws IOException {
        cli = new CommandRun(folder);
        Files.writeString(folder.resolve("launcher.yaml"), """
                context:
                  params: { unused: 1, mode: {default: x, values: [x, base, full]}, slaves: {type: bool} }
                ecat: { cmd: 'ecat {slaves}', ready_check: 'up {port}' }
                xbot2:
                  cmd: xbot2 --mode {mode}
                  depends: [ecat]
                  variants:
                    verbose: { cmd: '{cmd} -V {level}' }
                    body:
                      - Base Only: { params: { mode: base } }
                      - full: { params: { mode: full } }
                camera: { cmd: 'camera {rate}', variants: { hd: { cmd: '{cmd} --hd' } } }
                """);
        Files.writeString(folder.resolve("other.yaml"), "lidar: { cmd: x }\n");
        Files.writeString(folder.resolve("broken.yaml"), "lidar: [\n");
    }

    /** What the words up to the cursor are completed to; the last of them is the one at the cursor. */
    private List<String> answer(String... words) {
        List<String> question = new ArrayList<>(List.of("__complete", "zsh"));
        question.addAll(List.of(words));
        assertThat(cli.run(question.toArray(String[]::new))).isZero();
        assertThat(cli.err()).isEmpty();
        return cli.out().lines().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "re            | words restart reload",
                "run _         | words ecat xbot2 camera",
                "run xbot2 c   | words camera",
                "status -w _   | words ecat xbot2 camera",
                "kill x        | words xbot2",
                "validate _    | words",
                "nonsense _    | words",
                "status --w    | words --watch",
                "status -w --w | words",
                "run x -v verbose --va | words --variant",
                "completion z  | words zsh",
                "completion zsh _ | words",
                "completion f  | words fish",
                "attach c      | words camera",
                "status --state BL | words BLOCKED",
                "-l _          | words DEBUG INFO WARN ERROR",
                "-l ERROR st   | words status",
                "status -l E   | words ERROR",
                "status --log-level=E | words --log-level=ERROR",
                "-c l          | files",
                "status --config=l | files",
                "watch --grep _ | words",
                "serve --bind _ | words",
                "status -- -   | words",
                "user _        | words add password remove list",
                "user add _    | words",
                "user add x --ro | words --role",
                "user add x --role _ | words viewer operator",
                "user add x --password-file _ | files",
                "audit --user _ | words",
                "audit --process _ | words ecat xbot2 camera",
                "serve --tls-keystore _ | files",
                "serve --tls-keystore=x | files",
                "serve --tls-password-file _ | files",
            })
    void wordAtTheCursorIsOneThatCommandTakesThere(String line, String expected) {
        assertThat(String.join(" ", answer(line.replace("_", "").split(" ", -1))))
                .isEqualTo(expected);
    }

    @Test
    void usersAreThoseOfTheDistribution() throws IOException {
        Path users = Files.createDirectories(folder.resolve("etc")).resolve("users");
        Files.writeString(users, "ann:operator:x\n");
        new Users(folder.resolve("etc/users2")).put(new User("vic", Role.VIEWER, PasswordHash.of("correct horse")));
        Files.writeString(
                users, "no user at all\n" + Files.readString(folder.resolve("etc/users2")), StandardOpenOption.APPEND);
        System.setProperty("concert.launcher.home", folder.toString());
        try {
            assertThat(answer("user", "remove", "")).containsExactly("words", "vic");
            cli.out.reset();
            assertThat(answer("user", "password", "v")).containsExactly("words", "vic");
            cli.out.reset();
            assertThat(answer("user", "remove", "vic", "")).containsExactly("words");
            cli.out.reset();
            assertThat(answer("audit", "--user", "")).containsExactly("words", "vic");
        } finally {
            System.clearProperty("concert.launcher.home");
        }
    }

    @Test
    void variantsAreThoseOfTheRunWithoutTheOnesThatAreOut() {
        assertThat(answer("run", "xbot2", "-v", "")).containsExactly("words", "verbose", "Base Only", "full");
        cli.out.reset();
        assertThat(answer("run", "camera", "-v", "")).containsExactly("words", "hd");
        cli.out.reset();
        assertThat(answer("plan", "-v", "")).containsExactly("words", "verbose", "Base Only", "full", "hd");
        cli.out.reset();
        assertThat(answer("run", "xbot2", "-v", "Base Only", "")).containsExactly("words", "verbose");
        cli.out.reset();
        assertThat(answer("run", "xbot2", "--variant=Ba")).containsExactly("words", "--variant=Base Only");
    }

    @Test
    void parametersAreThoseThatTheRunUsesAndNothingSets() {
        assertThat(answer("run", "xbot2", "-p", ""))
                .containsExactly("beginnings", "slaves:=", "port:=", "mode:=", "level:=");
        cli.out.reset();
        assertThat(answer("run", "xbot2", "-v", "full", "-p", "port:=1", ""))
                .containsExactly("beginnings", "slaves:=", "level:=");
        cli.out.reset();
        assertThat(answer("run", "camera", "-p", "rate:=")).containsExactly("words");
    }

    @Test
    void commandsOfOthersAreCompletedAsOurs() {
        assertThat(answer("stop", "")).containsExactly("words", "ecat", "xbot2", "camera");
        cli.out.reset();
        assertThat(answer("logs", "-")).contains("--grep");
    }

    @Test
    void valuesAreThoseThatTheFileDeclares() {
        assertThat(answer("run", "xbot2", "-p", "mode:="))
                .containsExactly("words", "mode:=x", "mode:=base", "mode:=full");
        cli.out.reset();
        assertThat(answer("run", "xbot2", "-p", "slaves:=t")).contains("slaves:=true");
    }

    @Test
    void fileThatTheLineNamesIsTheOneThatCounts() {
        assertThat(answer("-c", "other.yaml", "run", "")).containsExactly("words", "lidar");
        cli.out.reset();
        assertThat(answer("run", "--config=other.yaml", "")).containsExactly("words", "lidar");
        cli.out.reset();
        cli.variables.put("HOME", folder.toString());
        assertThat(answer("run", "-c", "~/other.yaml", "")).containsExactly("words", "lidar");
    }

    @Test
    void fileThatCannotBeUsedIsNoReasonToComplain() {
        assertThat(answer("-c", "broken.yaml", "run", "")).containsExactly("words");
        cli.out.reset();
        assertThat(answer("-c", "missing.yaml", "run", "xbot2", "-v", "")).containsExactly("words");
    }

    @Test
    void questionThatMakesNoSenseHasNoAnswer() {
        assertThat(cli.run("__complete")).isZero();
        assertThat(cli.run("__complete", "tcsh", "a", "b")).isZero();
        assertThat(cli.run("__complete", "bash", "", "")).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void bashGetsWhatItReplaces() {
        cli.run("__complete", "bash", "cl run xbot2 -v \"Base O", " \"'=:");

        assertThat(cli.out()).isEqualTo("words\nBase Only\n");
    }

    @Test
    void scriptsAreThereForBashZshAndFish() {
        assertThat(cli.run("completion", "bash")).isZero();
        assertThat(cli.out()).contains("complete -F _concert_launcher concert_launcher", "${COMP_LINE:0:COMP_POINT}");
        cli.out.reset();
        assertThat(cli.run("completion", "zsh")).isZero();
        assertThat(cli.out()).startsWith("#compdef concert_launcher\n");

        cli.out.reset();
        assertThat(cli.run("completion", "fish")).isZero();
        assertThat(cli.out()).contains("complete -c concert_launcher -f -a");

        assertThat(cli.run("completion", "tcsh")).isEqualTo(2);
        assertThat(cli.err()).startsWith("concert_launcher: Cannot complete in 'tcsh'; there is: bash, zsh, fish\n");
    }

    @Test
    void helpDoesNotTellOfTheQuestion() {
        cli.run("--help");

        assertThat(cli.out()).contains("completion").doesNotContain("__complete");
    }
}
