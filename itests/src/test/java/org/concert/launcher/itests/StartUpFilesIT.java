/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start-up files of shells that run something else, ask something or take long: nothing is ready before its command has begun. */
@Order(1)
class StartUpFilesIT {

    private Lab lab;

    @BeforeEach
    void open() throws Exception {
        lab = new Lab();
        RemoteMachine.start(lab, "robot");
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void bashrc(String machine, String text) throws Exception {
        Path home = machine.equals("local") ? lab.home() : lab.folder().resolve("robot/home");
        // As each of Debian and Ubuntu begins; sshd runs commands by a shell that reads it too.
        Files.writeString(
                home.resolve(".bashrc"),
                "case $- in *i*) ;; *) return ;; esac\n"
                        + text.replace("$LAB", lab.folder().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void nothingIsReadyWhoseShellBecomesAnother(String machine) throws Exception {
        bashrc(machine, "if [ -t 0 ]; then exec sleep 100000; fi\n");
        lab.launcherFile("""
                plain: {machine: %1$s, cmd: exec sleep 100001, ready_delay: 0s}
                checked: {machine: %1$s, cmd: exec sleep 100002, ready_check: "true"}
                late: {machine: %1$s, cmd: exec sleep 100003, ready_check: "true", ready_timeout: 3s}
                once: {machine: %1$s, cmd: "true", persistent: false}
                after: {cmd: touch $LAB/after, depends: [plain]}
                """.formatted(machine));
        String reason = "~/.bashrc has not come to its end for 10 s, so its command has not begun";

        Process run = lab.startLauncher("run", "plain", "checked", "late", "once", "after");
        Lab.await(
                "it is told to who waits",
                () -> lab.printed(run).contains("plain: still RUNNING (~/.bashrc")
                        && lab.printed(run).contains("checked: still RUNNING (~/.bashrc")
                        && lab.printed(run).contains("once: still RUNNING (~/.bashrc"));

        assertThat(lab.launcher("status").stdout())
                .containsPattern("(?m)^plain .* RUNNING .*-  +" + reason)
                .containsPattern("(?m)^checked .* RUNNING .*-  +" + reason)
                .containsPattern("(?m)^once .* RUNNING .*-  +" + reason)
                .containsPattern("(?m)^late .* FAILED .* not ready within 3 s; ~/.bashrc has not come to its end");
        assertThat(lab.folder().resolve("after")).doesNotExist();
        run.destroy();
        lab.end(run);
        assertThat(lab.launcher("status", "--json").stdout())
                .as("nobody looks on any more")
                .contains("\"message\":\"" + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void processIsReadyOnceTheQuestionOfItsShellIsAnswered(String machine) throws Exception {
        // Where it has no terminal, as a check has none, the question has no answer.
        bashrc(machine, "read -p 'ROS 1 or 2? ' version\n");
        lab.launcherFile("p: {machine: %s, cmd: 'echo version $version; exec sleep 100000'}\n".formatted(machine));
        Process run = lab.startLauncher("run", "p");
        Lab.await(
                "it is told to who waits",
                () -> lab.printed(run)
                        .matches("(?s).*p: still RUNNING \\([^\\n]*: ROS 1 or 2\\?; [^\\n]*~/.bashrc has not come .*"));

        tmux(machine, "send-keys", "-t", "=lab:p", "2", "Enter");

        var ended = lab.end(run);
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(lab.launcher("status").stdout())
                .containsPattern("(?m)^p .* READY .*-  +-$")
                .doesNotContain("~/.bashrc");
        if (machine.equals("local")) {
            assertThat(lab.output("p")).endsWith("version 2\n").doesNotContain("concert");
        }
    }

    @Test
    void processIsReadyWhosePersonHasNotWaitedForTheStartUpFiles() throws Exception {
        bashrc("local", "touch $LAB/there; sleep 100003\n");
        lab.launcherFile("p: {cmd: 'trap; exec sleep 100000'}\n");
        Process run = lab.startLauncher("run", "p");
        Lab.await("it reads them", () -> Files.exists(lab.folder().resolve("there")));
        Lab.await("it sleeps", () -> !lab.programs("sleep 100003").isEmpty());

        lab.tmux("send-keys", "-t", "=lab:p", "C-c");

        var ended = lab.end(run);
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(lab.awaitOutput("p", "^C")).as("no trap is left").isEqualTo("^C");
    }

    private void tmux(String machine, String... arguments) throws Exception {
        if (machine.equals("robot")) {
            lab.environment().put("TMUX_TMPDIR", lab.folder().resolve("robot/t").toString());
        }
        lab.tmux(arguments);
        lab.environment().put("TMUX_TMPDIR", lab.folder().resolve("t").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void checkPassesWhereEachShellThatIsInNoWindowBecomesTmux(String machine) throws Exception {
        bashrc(machine, "[ -z \"$TMUX\" ] && exec tmux\n[[ $TERM != screen* && $TERM != tmux* ]] && exec tmux\n");
        lab.launcherFile("""
                p: {machine: %s, cmd: 'echo $TMUX > $LAB/window; exec sleep 100000', ready_check: "echo $TMUX > $LAB/check"}
                """.formatted(machine));

        var ran = lab.launcher("run", "p");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        assertThat(Files.readString(lab.folder().resolve("check")))
                .isEqualTo(Files.readString(lab.folder().resolve("window")))
                .contains("/default,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void startUpFilesThatTakeLongAreNamedAndTheirTimeIsNotThatOfTheCheck(String machine) throws Exception {
        bashrc(machine, "sleep 12\n");
        lab.launcherFile("p: {machine: %s, cmd: exec sleep 100000, ready_check: test -e go}\n".formatted(machine));
        Process run = lab.startLauncher("run", "p");

        String slow = "the shell's start-up files \\(~/.bashrc\\) take 12 s";
        Lab.await(
                "both are told to who waits",
                () -> lab.printed(run)
                        .matches("(?s).*p: still RUNNING \\(~/.bashrc has not come to its end for 10 s.*"
                                + "p: still RUNNING \\(ready_check: [^\\n]*; " + slow + ".*"));

        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^p .* RUNNING .*; " + slow + "$");
        Path folder = machine.equals("local") ? lab.folder() : lab.folder().resolve("robot/home");
        Files.createFile(folder.resolve("go"));
        var ended = lab.end(run);
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void checksShareWhatTheStartUpFilesCameToUntilTheseChange(String machine) throws Exception {
        String bashrc = "echo x >> $LAB/read\nalias say='echo %s'\n";
        bashrc(machine, bashrc.formatted("old"));
        lab.launcherFile("""
                p: {machine: %s, cmd: exec sleep 100000, ready_check: "say >> $LAB/said; test -e $LAB/go", ready_period: 100ms}
                """.formatted(machine));
        Path said = lab.folder().resolve("said");
        Process run = lab.startLauncher("run", "p");

        Lab.await(
                "it is checked often",
                () -> Files.exists(said) && Files.readAllLines(said).size() > 20);

        assertThat(Files.readAllLines(lab.folder().resolve("read")))
                .as("read by the process and by its first check, and by no more than two of the others")
                .hasSizeBetween(2, 4);
        bashrc(machine, bashrc.formatted("new"));
        Lab.await("the change is noticed", () -> Files.readString(said).endsWith("new\n"));
        Files.createFile(lab.folder().resolve("go"));
        var ended = lab.end(run);
        assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        assertThat(Files.readAllLines(said)).startsWith("old").endsWith("new").containsOnly("old", "new");
    }

    @Test
    void commandThatChangesWhatItsShellToldIsReadyAllTheSame() throws Exception {
        lab.launcherFile("""
                path: {cmd: 'printf "\\033]7;file:///x\\007"; exec sleep 100000'}
                tabs: {cmd: 'printf "\\033[3g"; exec sleep 100001'}
                """);

        var ran = lab.launcher("run", "path", "tabs");

        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
    }
}
