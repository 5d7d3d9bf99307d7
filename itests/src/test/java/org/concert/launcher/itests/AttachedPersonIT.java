/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A person who looks at a process with tmux itself, scrolls, types, comes and goes, changes what is right in nothing. */
class AttachedPersonIT {

    /** Prints so many lines when told to, each longer than the terminal of the person is wide, and ends with a code. */
    private static final String PRINTER = """
            p: {cmd: 'read go < $LAB/go; seq -f "%%.0f and more than the width of the terminal of anybody who looks on" %d; sleep 0.1; (exit 5)'}
            """;

    @Test
    void outputOfAPaneInCopyModeIsCapturedToItsEnd() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PRINTER.formatted(20_000));
            lab.run("mkfifo", "go");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            String ours = person.pane("p");
            person.attach("lab");

            person.type("C-b", "[");
            Lab.await("copy mode", () -> person.shown(ours, "#{pane_in_mode}").equals("1"));
            lab.run("sh", "-c", "echo > go");
            person.type("Up", "Up", "C-Space", "Left", "PageUp", "PageUp");

            Lab.await("its end", () -> person.endedWith(5, ours));
            assertThat(person.shown(ours, "#{pane_in_mode}")).isEqualTo("1");
            String expected = IntStream.rangeClosed(1, 20_000)
                    .mapToObj(i -> i + " and more than the width of the terminal of anybody who looks on\n")
                    .collect(Collectors.joining());
            assertThat(lab.awaitOutput("p", expected)).isEqualTo(expected);
            assertThat(person.states()).containsExactly("p FAILED 5");
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(person.pane("p")).isEmpty();
        }
    }

    @Test
    void oneShotsThatEndPutNothingInFrontOfAPerson() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: echo here; exec sleep 100001}\nshort: {cmd: 'true', persistent: false}\n");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            person.attach("lab");
            Lab.await("what it prints", () -> person.screen().contains("here"));

            for (int i = 0; i < 3; i++) {
                assertThat(lab.launcher("run", "short").exitCode()).isZero();
            }

            assertThat(person.shown(person.pane("p"), "#{pane_in_mode}")).isEqualTo("0");
            assertThat(person.screen()).contains("here").doesNotContain("returned");
        }
    }

    @Test
    void personWhoTypesIsHeardByTheProcessAndEndsItWithCtrlC() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: read word; echo got $word; exec sleep 100001}\n");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            person.attach("lab");

            person.type("hello", "Enter");
            Lab.await("the answer", () -> person.screen().contains("got hello"));
            assertThat(person.states()).containsExactly("p READY");

            person.type("C-c");
            Lab.await("its end", () -> lab.programs("sleep 100001").isEmpty());
            assertThat(lab.awaitOutput("p", "hello\ngot hello\n^C")).startsWith("hello\ngot hello\n");
            assertThat(person.states()).containsExactly("p FAILED 130 SIGINT");
        }
    }

    @Test
    void personWhoDetachesAndAttachesEndsNothingThoughUnattachedSessionsAreToEnd() throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", """
                    set -g destroy-unattached on
                    set -g detach-on-destroy on
                    set-hook -g client-attached "rename-window stolen"
                    set-hook -g client-detached "rename-window stolen"
                    set-hook -g client-attached[1] "set -w remain-on-exit off"
                    """);
            lab.launcherFile("p: {cmd: exec sleep 100001}\nq: {cmd: 'read go < $LAB/go; (exit 6)'}\n");
            lab.run("mkfifo", "go");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p", "q");

            person.attach("lab");
            person.type("C-b", "d");
            Lab.await("detached", () -> person.screen().contains("detached"));
            lab.run("sh", "-c", "echo > go");

            String ended = person.pane("q");
            Lab.await("the end", () -> person.endedWith(6, ended));
            assertThat(person.states()).containsExactly("p READY", "q FAILED 6");
            assertThat(lab.programs("sleep 100001")).hasSize(1);
        }
    }

    @Test
    void personWhoLooksOnWhileAllIsStoppedKeepsHerOwnWindow() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: exec sleep 100001}\n");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            person.attach("lab");
            person.type("C-b", "c");
            Lab.await(
                    "her window",
                    () -> person.shown("=lab:", "#{session_windows}").equals("2"));
            person.type("exec " + TmuxByHand.FOREIGN + "1", "Enter");
            Lab.await(
                    "her program", () -> !lab.programs(TmuxByHand.FOREIGN + "1").isEmpty());

            assertThat(lab.launcher("kill", "--all").exitCode()).isZero();

            assertThat(person.shown("=lab:", "#{session_windows}")).isEqualTo("1");
            assertThat(person.clients()).contains("60 lab");
            assertThat(lab.programs(TmuxByHand.FOREIGN + "1")).hasSize(1);
            assertThat(person.states()).containsExactly("p STOPPED");
        }
    }

    @Test
    void controlClientOfSomebodyElseMayAttachWorkAndGo() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: exec sleep 100001}\n");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            String ours = person.pane("p");

            var other = lab.run(
                    "sh",
                    "-c",
                    "{ printf 'new-window -n p \"%s1\"\\nlist-windows\\nswap-window -s lab:0 -t lab:1\\n'; sleep 0.2; }"
                                    .formatted(TmuxByHand.FOREIGN)
                            + " | tmux -L default -C attach-session -t =lab");

            assertThat(other.stdout()).contains("%session-changed", "%exit");
            assertThat(person.pane("p")).isEqualTo(ours);
            assertThat(person.states()).containsExactly("p READY");
            assertThat(person.foreignMarked()).isEmpty();
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(person.foreign()).hasSize(1);
        }
    }
}
