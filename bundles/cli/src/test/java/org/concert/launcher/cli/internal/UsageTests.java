/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.concert.launcher.cli.internal.arguments.StartArguments;
import org.concert.launcher.json.SnapshotBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                     | Missing command | concert_launcher",
                "stauts                 | Unknown command 'stauts'; did you mean 'status'? | concert_launcher",
                "--jsno                 | Unknown option '--jsno' | concert_launcher",
                "status --jsno          | Unknown option '--jsno'; did you mean '--json'? | concert_launcher status",
                "kill imu --froce       | Unknown option '--froce'; did you mean '--force'? | concert_launcher kill",
                "validate imu           | Unexpected argument 'imu' | concert_launcher validate",
                "run                    | No process is named | concert_launcher run",
                "run -v fast imu        | No process is named; write the names before -v and -p | concert_launcher run",
                "run imu -v             | Missing required parameter for option '--variant' at index 0 (VARIANT) |"
                        + " concert_launcher run",
                "run imu -p a=b         | Cannot use the parameter 'a=b': write it as key:=value, as in a:=b |"
                        + " concert_launcher run",
                "run imu -p ab          | Cannot use the parameter 'ab': write it as key:=value | concert_launcher run",
                "run imu -p :=b         | Cannot use the parameter ':=b': write it as key:=value | concert_launcher run",
                "run imu -v fast --wiat | Unknown option '--wiat'; did you mean '--wait'? | concert_launcher run",
                "status -t --json       | Cannot show --pstree with --json: use one of both | concert_launcher status",
                "status -t -w           | Cannot show --pstree with --watch: use one of both | concert_launcher status",
                "plan                   | No process is named | concert_launcher plan",
                "restart                | No process is named | concert_launcher restart",
                "restart imu -a         | All processes come back as they ran: --all takes no names, variants or parameters, and not --only |"
                        + " concert_launcher restart",
                "status -w -o name      | Cannot go on in that format: --watch shows a table, or JSON with -o json |"
                        + " concert_launcher status",
                "watch --since soon     | 'soon' is no time: write 90s, 10m, 2h, 3d, 06:30, 2026-11-30 or"
                        + " 2026-11-30T06:30 | concert_launcher watch",
                "run -d imu             | Unknown option '-d' | concert_launcher run",
                "up --json              | --json is for --plan | concert_launcher up",
                "up a b                 | Unexpected argument 'b' | concert_launcher up",
                "kill imu --all         | Name processes, or use --all: not both | concert_launcher kill",
                "watch --grep [         | Cannot use --grep '[': Unclosed character class at character 1 |"
                        + " concert_launcher watch",
                "watch -n -1            | Invalid value for option '--lines': '-1' is neither a number of lines, such as"
                        + " 20, nor a line to begin with, such as +1 | concert_launcher watch",
                "watch -n +0            | Invalid value for option '--lines': '+0' is neither a number of lines, such as"
                        + " 20, nor a line to begin with, such as +1 | concert_launcher watch",
                "status -l LOUD         | Invalid value for option '--log-level': expected one of DEBUG, INFO, WARN,"
                        + " ERROR but was 'LOUD' | concert_launcher status",
                "user ad ann            | Invalid value for positional parameter at index 0 (ACTION): expected one of"
                        + " add, password, remove, list but was 'ad' | concert_launcher user",
                "graph --format svg     | Invalid value for option '--format': expected one of text, dot, mermaid but"
                        + " was 'svg' | concert_launcher graph",
            })
    void wrongUsageIsOneLineAndWhereToReadMore(String line, String complaint, String command) {
        int code = cli.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(cli.err()).isEqualTo("concert_launcher: " + complaint + "\nTry '" + command + " --help'.\n");
        assertThat(cli.out()).isEmpty();
        assertThat(code).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run ",
                "kill ",
                "restart ",
                "status ",
                "watch ",
                "mon ",
                "completion ",
                "plan ",
                "validate ",
                "serve ",
                "ui ",
                "attach ",
                "events ",
                "reload ",
                "init ",
                "graph ",
                "timeline "
            })
    void everyCommandHasHelpAndVersion(String command) {
        int helpCode = cli.run((command + "--help").split(" "));
        int versionCode = cli.run((command + "--version").split(" "));

        assertThat(cli.out())
                .contains("Usage: concert_launcher " + command.strip())
                .contains("--config=FILE", "--log-level=LEVEL", "--help", "--version", "Exit codes:", "Examples:")
                .containsPattern("\nconcert_launcher \\d+\\.\\d+\\.\\d+\\S*\n$");
        assertThat(cli.err()).isEmpty();
        assertThat(helpCode).isZero();
        assertThat(versionCode).isZero();
    }

    @Test
    void mainHelpIsOneScreenAndNamesAllCommands() {
        cli.run("--help");

        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 100).hasSizeLessThanOrEqualTo(50);
        List<String> words = List.of(cli.out().split("[\\s,]+"));
        assertThat(words)
                .contains("run", "kill", "restart", "up", "down", "ui", "status", "watch", "describe", "mon", "plan")
                .contains("validate", "attach", "events", "history", "wait", "is-active", "reload", "init", "serve")
                .contains("timeline", "graph", "enable", "disable", "is-enabled", "user", "audit", "completion");
    }

    @Test
    void debugLevelAddsTheStackTraceOfAWrongUsage() {
        cli.run("run", "-l", "debug");

        assertThat(cli.err())
                .startsWith("concert_launcher: No process is named")
                .contains("\tat " + StartArguments.class.getName() + ".request(");
    }

    @Test
    void faultOfTheLauncherIsOneLineThatSaysWhatToDo() {
        cli.launchers = file -> {
            throw new IllegalStateException("broken\nin two");
        };
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");

        int code = cli.run("status");

        assertThat(cli.err())
                .isEqualTo("concert_launcher: Unexpected error, a fault of the launcher itself:"
                        + " java.lang.IllegalStateException: broken in two; run it again with -l DEBUG to see where, and"
                        + " report it\n");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void colourIsOnlyForTerminalsThatWantIt() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launcher.with(SnapshotBuilder.process("imu"));
        cli.variables.put("TERM", "xterm");
        cli.run("status");
        cli.terminal = true;
        cli.variables.put("NO_COLOR", "1");
        cli.run("status");
        cli.variables.remove("NO_COLOR");
        cli.variables.put("TERM", "dumb");
        cli.run("status");
        assertThat(cli.out()).doesNotContain("\u001b");

        cli.variables.put("TERM", "xterm");
        cli.run("status");

        assertThat(cli.out()).contains("\u001b[1mNAME");
    }
}
