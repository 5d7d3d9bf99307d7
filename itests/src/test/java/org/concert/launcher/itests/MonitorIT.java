/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People look at running processes in one session, which changes nothing for these. */
class MonitorIT {

    private static final String THREE = """
            a: {cmd: 'echo I am a; exec sleep 100001'}
            b: {cmd: sleep 100002}
            c: {cmd: sleep 100003, session: other}
            """;

    @Test
    void windowsAreThoseOfTheProcessesAndOutliveTheSession() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            Files.writeString(lab.home().resolve(".tmux.conf"), """
                    set -g base-index 1
                    set -g renumber-windows on
                    set -g destroy-unattached on
                    set -g automatic-rename on
                    """);
            lab.launcher("run", "a", "b", "c");

            var shown = lab.launcher("mon");

            assertThat(shown.exitCode()).as(shown.stderr()).isZero();
            assertThat(shown.stdout()).contains("Session lab-mon shows a, b, c", "tmux -L default attach-session");
            assertThat(windows(lab, "lab-mon")).containsExactly("a", "b", "c");
            assertThat(sleepers(lab)).containsExactly(1, 1, 1);
            assertThat(states(lab)).containsExactly("READY", "READY", "READY");

            lab.tmux("kill-session", "-t", "=lab-mon");

            assertThat(states(lab)).containsExactly("READY", "READY", "READY");
            assertThat(sleepers(lab)).containsExactly(1, 1, 1);
            assertThat(windows(lab, "lab")).containsExactly("a", "b");
        }
    }

    @Test
    void stoppedProcessesLeaveBothSessionsAndTheLastEndsThem() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            lab.launcher("run", "a", "b", "c");
            lab.launcher("mon");

            var killed = lab.launcher("kill", "a");
            assertThat(killed.exitCode()).as(killed.stderr()).isZero();
            assertThat(windows(lab, "lab-mon")).containsExactly("b", "c");
            assertThat(windows(lab, "lab")).containsExactly("b");
            assertThat(sleepers(lab)).containsExactly(0, 1, 1);

            var again = lab.launcher("run", "a");
            assertThat(again.exitCode()).as(again.stderr()).isZero();
            assertThat(sleepers(lab)).containsExactly(1, 1, 1);

            lab.launcher("kill", "--all");
            assertThat(lab.tmux("list-sessions", "-F", "#{session_name}").lines())
                    .doesNotContain("lab", "lab-mon", "other");
            assertThat(sleepers(lab)).containsExactly(0, 0, 0);
        }
    }

    @Test
    void sessionIsCompletedOrMadeAnew() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            assertThat(lab.launcher("mon").stdout()).isEqualTo("Nothing runs that could be shown\n");
            lab.launcher("run", "b");
            lab.launcher("mon");
            lab.tmux("new-window", "-d", "-t", "=lab-mon:", "-n", "mine", "sleep 200000");
            lab.launcher("run", "a");

            lab.launcher("mon");
            assertThat(windows(lab, "lab-mon")).containsExactly("b", "mine", "a");

            lab.launcher("mon", "--replace");
            assertThat(windows(lab, "lab-mon")).containsExactly("a", "b");
            assertThat(lab.programs("sleep 200000")).isEmpty();
        }
    }

    @Test
    void processesWhoseSessionIsClosedByHandAreStillSeenAndStopped() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            lab.launcher("run", "a");
            lab.launcher("mon");

            lab.tmux("kill-session", "-t", "=lab");

            assertThat(states(lab)).containsExactly("READY", "STOPPED", "STOPPED");
            lab.launcher("run", "b");
            assertThat(states(lab)).containsExactly("READY", "READY", "STOPPED");
            assertThat(sleepers(lab)).containsExactly(1, 1, 0);
            lab.launcher("kill", "--all");
            assertThat(sleepers(lab)).containsExactly(0, 0, 0);
        }
    }

    @Test
    void sessionOfSomebodyElseIsLeftAlone() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            lab.tmux("new-session", "-d", "-s", "lab-mon", "-n", "mine", "sleep 200000");
            lab.launcher("run", "a");

            var shown = lab.launcher("mon", "-r");

            assertThat(shown.exitCode()).isEqualTo(2);
            assertThat(shown.stderr()).contains("lab-mon", "somebody else");
            assertThat(windows(lab, "lab-mon")).containsExactly("mine");
        }
    }

    @Test
    void terminalIsAttachedUntilThePersonLeaves() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            lab.run(
                    "tmux",
                    "-L",
                    "outer",
                    "new-session",
                    "-d",
                    "-x",
                    "80",
                    "-y",
                    "20",
                    lab.terminalLine("run", "a", "-m"));

            Lab.await("the terminal of a", () -> screen(lab).contains("I am a"));
            assertThat(clients(lab)).contains("lab-mon");

            lab.run("tmux", "-L", "outer", "send-keys", "C-b", "d");
            Lab.await("the end", () -> screen(lab).contains("left with 0"));
            assertThat(states(lab)).containsExactly("READY", "STOPPED", "STOPPED");
        }
    }

    @Test
    void terminalOfTheSameServerIsSwitched() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(THREE);
            lab.launcher("run", "a");
            lab.tmux("new-session", "-d", "-s", "person", "sh");
            lab.run("tmux", "-L", "outer", "new-session", "-d", "env -u TMUX tmux -L default attach -t person");
            Lab.await("a person", () -> clients(lab).contains("person"));

            lab.tmux("send-keys", "-t", "person:", lab.terminalLine("mon"), "Enter");

            Lab.await("the switch", () -> clients(lab).contains("lab-mon"));
            assertThat(sleepers(lab)).containsExactly(1, 0, 0);
        }
    }

    private static String clients(Lab lab) {
        return unchecked(() -> lab.tmux("list-clients", "-F", "#{client_session}"));
    }

    private static String screen(Lab lab) {
        return unchecked(
                () -> lab.run("tmux", "-L", "outer", "capture-pane", "-p").stdout());
    }

    private static List<String> windows(Lab lab, String session) throws IOException, InterruptedException {
        return lab.tmux("list-windows", "-t", "=" + session, "-F", "#{window_name}")
                .lines()
                .toList();
    }

    /** How many programs each of the three has. */
    private static List<Integer> sleepers(Lab lab) {
        return Stream.of("sleep 100001", "sleep 100002", "sleep 100003")
                .map(command -> lab.programs(command).size())
                .toList();
    }

    private static List<String> states(Lab lab) throws IOException, InterruptedException {
        return lab.launcher("status")
                .stdout()
                .lines()
                .skip(1)
                .map(row -> row.split(" +", -1)[3])
                .toList();
    }

    private interface Question {
        String ask() throws IOException, InterruptedException;
    }

    private static String unchecked(Question question) {
        try {
            return question.ask();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
