/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a user has in {@code ~/.tmux.conf}, states and output are right, and what is not ours is left alone. */
class HostileTmuxIT {

    /** They end a moment after their last words: tmux itself may lose what a program prints as it ends (docs/output.md). */
    private static final String PROCESSES = """
            lives: {cmd: 'printf "\\033kstolen\\033\\\\"; echo alive; exec sleep 100001'}
            fails: {cmd: 'echo the end; sleep 0.1; (exit 3)', ready_check: 'false'}
            once: {cmd: echo done; sleep 0.1, persistent: false}
            """;

    @Test
    void optionsOfTheUserChangeNothing() throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", """
                    set -g base-index 1
                    set -g pane-base-index 1
                    set -g renumber-windows on
                    set -g automatic-rename on
                    set -g allow-rename on
                    set -g remain-on-exit off
                    set -g destroy-unattached on
                    set -g exit-empty on
                    set -g default-command "exec sleep 200000"
                    set -g default-shell /bin/sh
                    set -g set-titles on
                    set -g set-titles-string "#(echo title)"
                    """);
            lab.launcherFile(PROCESSES);
            var person = new TmuxByHand(lab);

            lab.launcher("run", "lives", "fails", "once");

            assertThat(person.states()).containsExactly("lives READY", "fails FAILED 3", "once DONE 0");
            assertThat(person.windows("lab")).containsExactly("lives", "fails", "once");
            assertOutputAndEnd(lab);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/sbin/nologin", "a shell that knows only simple commands"})
    void shellOfTheUserIsNeverNeeded(String shell) throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", "set -g default-shell " + (shell.startsWith("/") ? shell : simpleShell(lab)));
            lab.launcherFile(PROCESSES);

            lab.launcher("run", "lives", "fails", "once");

            assertThat(new TmuxByHand(lab).states()).containsExactly("lives READY", "fails FAILED 3", "once DONE 0");
            assertOutputAndEnd(lab);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new-window -d 'sleep 300001'",
                "new-window 'sleep 300001'",
                "split-window 'sleep 300001'",
                "rename-window stolen",
                "set -p remain-on-exit off ; set -w remain-on-exit off",
                "run-shell 'sleep 0.2'",
                "display-message -p 'concert-started is what I print'",
            })
    void hookThatRunsWheneverSomethingIsMadeChangesNothing(String command) throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", "");
            var person = new TmuxByHand(lab);
            lab.tmux("new-session", "-d", "-s", "mine", "-n", "lives", TmuxByHand.FOREIGN + "1");
            var before = person.foreign();
            for (String hook : List.of(
                    "after-new-window", "after-new-session", "session-created", "window-linked", "client-attached")) {
                lab.tmux("set-hook", "-g", hook, command);
            }
            lab.launcherFile(PROCESSES);

            lab.launcher("run", "lives", "fails", "once");

            assertThat(person.states()).containsExactly("lives READY", "fails FAILED 3", "once DONE 0");
            assertThat(person.foreignMarked()).isEmpty();
            assertOutputAndEnd(lab);
            assertThat(person.foreign()).containsAll(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"move-window -t mine:", "swap-window -d -t mine:0", "join-pane -d -t mine:0", "break-pane -d"})
    void hookThatMovesNewWindowsDoesNotMoveTheMarks(String command) throws Exception {
        try (Lab lab = new Lab()) {
            var person = new TmuxByHand(lab);
            lab.tmux("new-session", "-d", "-s", "mine", "-n", "lives", TmuxByHand.FOREIGN + "1");
            lab.tmux("set-hook", "-g", "after-new-window", command);
            lab.launcherFile(PROCESSES);

            lab.launcher("run", "lives", "fails", "once");

            assertThat(person.states()).containsExactly("lives READY", "fails FAILED 3", "once DONE 0");
            assertThat(person.foreignMarked()).isEmpty();
            assertOutputAndEnd(lab);
            assertThat(lab.programs(TmuxByHand.FOREIGN + "1")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill-pane", "respawn-pane -k 'sleep 300001'", "set -p remain-on-exit off ; kill-window"})
    void hookForDeadPanesOfTheUserIsForThoseOfTheUser(String command) throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", "set-hook -g pane-died \"" + command + "\"\n");
            lab.launcherFile(PROCESSES);

            lab.launcher("run", "lives", "fails", "once");

            assertThat(new TmuxByHand(lab).states()).containsExactly("lives READY", "fails FAILED 3", "once DONE 0");
            assertOutputAndEnd(lab);
        }
    }

    @Test
    void launchersAtOnceStartOneProcessThoughAHookKeepsThemWaiting() throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", "set-hook -g after-new-window \"run-shell 'sleep 0.5'\"\n");
            lab.launcherFile("p: {cmd: echo begun; exec sleep 100001}\n");

            List<Process> launchers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                launchers.add(lab.startLauncher("run", "p"));
            }

            for (Process launcher : launchers) {
                var ended = lab.end(launcher);
                assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
            }
            assertThat(lab.programs("sleep 100001")).hasSize(1);
            assertThat(lab.output("p")).isEqualTo("begun\n");
            Lab.await(
                    "only one window",
                    () -> new TmuxByHand(lab)
                            .shown("=lab:", "#{session_windows}")
                            .equals("1"));
        }
    }

    @Test
    void hookThatClosesEachWindowFailsTheStartAndTellsWhy() throws Exception {
        try (Lab lab = new Lab()) {
            lab.tmux("new-session", "-d", "-s", "lab", "-n", "mine", TmuxByHand.FOREIGN + "1");
            lab.tmux("set-hook", "-g", "after-new-window", "kill-window");
            lab.launcherFile("p: {cmd: touch $LAB/begun; exec sleep 100001}\n");
            var person = new TmuxByHand(lab);

            var ran = lab.launcher("run", "p");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stderr()).contains("p", "its window was closed", "hook");
            assertThat(lab.folder().resolve("begun")).doesNotExist();
            assertThat(person.states()).containsExactly("p STOPPED");
            assertThat(person.windows("lab")).containsExactly("mine");
        }
    }

    /** The output of the three is whole, and a stop of all ends all, and the captures know how. */
    private static void assertOutputAndEnd(Lab lab) throws Exception {
        assertThat(lab.awaitOutput("fails", "the end\n")).isEqualTo("the end\n");
        assertThat(lab.awaitOutput("once", "done\n")).isEqualTo("done\n");
        assertThat(lab.output("lives")).endsWith("alive\n");

        var killed = lab.launcher("kill", "--all");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        assertThat(lab.log("lives")).content().endsWith("# ended by SIGINT\n");
        assertThat(lab.programs("sleep 100001")).isEmpty();
        assertThat(lab.programs("concert_launcher capture")).isEmpty();
    }

    /** Write a shell that takes no syntax of the POSIX shell but words, simple quotes and backslashes. */
    private static String simpleShell(Lab lab) throws Exception {
        var shell = lab.file("shell", """
                #!/usr/bin/perl
                $_ = $ARGV[1];
                s/'[^']*'//g;
                if (/[<>\\[\\]&|;\\$"]/) { exit 99 }
                exec "/bin/sh", @ARGV;
                """);
        shell.toFile().setExecutable(true);
        return shell.toString();
    }
}
