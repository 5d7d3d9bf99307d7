/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In whatever locale a user or a service starts the script of the distribution, text arrives byte for byte: Java alone
 * knows no more than ASCII where the locale is not UTF-8, or one of its parts is not installed.
 */
class LocaleIT {

    private static final String TEXT = "Grüße aus 日本 😀";

    private Lab lab;
    private Distribution distribution;

    @BeforeEach
    void unpack() throws Exception {
        lab = new Lab();
        distribution = Distribution.unpack(lab);
        lab.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "LANG=C",
                "LC_ALL=C",
                "LANG=POSIX LC_ALL=",
                "LANG=C.UTF-8",
                "LANG=C.UTF-8 LC_TIME=no_SUCH.UTF-8",
                "LANG=no_SUCH.UTF-8",
                "LANG=en_US.ISO-8859-1",
            })
    void processGetsItsCommandByteForByteAndTheLocaleOfTheUser(String locale) throws Exception {
        setLocale(locale);
        Path folder = Files.createDirectory(lab.folder().resolve("日本"));
        Files.writeString(folder.resolve("roboter-größe.yaml"), """
                context: {session: lab, params: {name: none}}
                p:
                  persistent: false
                  cmd: |-
                    echo '%s' "{name} $TEXT"
                    echo $(printenv | grep -E '^(LANG|LC_)' | sort)
                    sleep 0.1
                  env: {TEXT: "ß"}
                """.formatted(TEXT));

        var ran = launcher("run", "p", "-c", "日本/roboter-größe.yaml", "-p", "name:=müller");

        String expected = TEXT + " müller ß\n" + locale + "\n";
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.awaitOutput("p", expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANG=C", "LC_ALL=POSIX", "LANG=no_SUCH.UTF-8"})
    void whatAProcessPrintsIsShownByteForByte(String locale) throws Exception {
        setLocale(locale);
        lab.launcherFile("p: {cmd: \"echo '%s'; exit 3\", persistent: false}\n".formatted(TEXT));

        var ran = launcher("run", "p");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).as("the last words of what failed").contains(TEXT);
        // The last piece of output is on its way to the log for a moment.
        Lab.await("it is shown", () -> watched("p").contains("\n" + TEXT + "\n"));
    }

    @Test
    void readyCheckGetsItsTextByteForByteWithoutALocale() throws Exception {
        lab.launcherFile("""
                p:
                  cmd: echo '%s' > "$LAB/日本"; sleep 100000
                  ready_check: test "$(cat "$LAB/日本")" = '%s'
                  ready_timeout: 20s
                """.formatted(TEXT, TEXT));

        var ran = launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
    }

    @Test
    void launcherFileIsFoundInTheFolderOneIsInWithoutALocale() throws Exception {
        Path folder = Files.createDirectory(lab.folder().resolve("ü"));
        Files.writeString(folder.resolve("launcher.yaml"), "context: {session: lab}\np: {cmd: sleep 100000}\n");

        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd ü && exec \"$@\"", "sh"));
        command.addAll(distribution.command("run", "p"));
        var ran = lab.end(lab.start(command));

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
    }

    @Test
    void homeMayHaveAnyNameWithoutALocale() throws Exception {
        Path home = Files.createDirectory(lab.folder().resolve("日本"));
        lab.environment().put("HOME", home.toString());
        lab.launcherFile("p: {cmd: pwd; sleep 100000, cwd: '~'}\n");

        launcher("run", "p");

        Lab.await("its output is captured", () -> watched("p").contains("日本\n"));
        assertThat(home.resolve(".local/state/concert-launcher/lab/p.log")).isRegularFile();
    }

    @Test
    void mistakeInAFileIsToldWithItsNameAndText() throws Exception {
        lab.file("größe.yaml", "context: {session: lab}\np: {cmd: x, größe: 1}\n");

        var ran = launcher("validate", "-c", "größe.yaml");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr()).startsWith("größe.yaml:2:").contains("größe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"日本", "a b", "it's", "\"a\"", "$HOME", "a#b", "%H", "two\nlines"})
    void nameThatIsNoNameOfASessionIsRefusedInALine(String name) throws Exception {
        Path folder = Files.createDirectory(lab.folder().resolve(name));
        Files.writeString(folder.resolve("launcher.yaml"), "p: {cmd: x}\n");

        var validated =
                launcher("validate", "-c", folder.resolve("launcher.yaml").toString());

        assertThat(validated.exitCode()).isEqualTo(2);
        assertThat(validated.stderr()).contains("context.session", "letters");
        assertThat(validated.stderr().strip().lines().filter(line -> line.contains("context.session")))
                .hasSize(1);
    }

    @Test
    void namesThatAreNoNamesOfProcessesAreRefusedInALineEach() throws Exception {
        List<String> names = List.of("日本", "a b", "it's", "\"a\"", "$HOME", "a#b", "%H");
        lab.launcherFile(names.stream()
                .map(name -> "'" + name.replace("'", "''") + "': {cmd: x}\n")
                .collect(Collectors.joining()));

        var validated = launcher("validate");

        assertThat(validated.exitCode()).isEqualTo(2);
        List<String> lines = validated.stderr().strip().lines().toList();
        assertThat(lines).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith("launcher.yaml:%d:1: ".formatted(i + 2))
                    .contains(names.get(i));
        }
    }

    @Test
    void serveTakesAFileOfAnyNameWithoutALocaleFromAFolderOfAnyName() throws Exception {
        Path odd = Files.move(distribution.home(), lab.folder().resolve("it's $HOME %20 #1 + ü 日本"));
        lab.launcherFile("p: {cmd: \"echo '%s'; sleep 100000\"}\n".formatted(TEXT));
        lab.environment().put("HOME", odd.resolve("deploy").toString());
        Files.move(lab.folder().resolve("launcher.yaml"), lab.folder().resolve("größe.yaml"));
        lab.environment().put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "größe.yaml");

        ServingLauncher serve = ServingLauncher.start(lab, new Distribution(odd), 0);
        serve.get("/jolokia/exec/org.concert.launcher:type=Process,session=lab,name=p/start()");
        serve.awaitState("p", "READY");

        assertThat(serve.attribute("p", "Command")).contains(TEXT);
        serve.process().destroy();
        assertThat(lab.end(serve.process()).stderr()).doesNotContain("does not exist", "ERROR");
    }

    private void setLocale(String locale) {
        for (String word : locale.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                lab.environment().put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
    }

    private String watched(String process) {
        try {
            return launcher("watch", process, "--no-follow").stdout();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Lab.Ended launcher(String... arguments) throws Exception {
        return lab.end(lab.start(distribution.command(arguments)));
    }
}
