/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people do to windows by hand is seen for what it is, and their own windows are left alone. */
class ForeignWindowsIT {

    private static final String PROCESS = "p: {cmd: echo begun; exec sleep 100001}\n";

    @Test
    void windowWithTheNameOfAProcessIsNotTakenForIt() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            lab.tmux("new-session", "-d", "-s", "lab", "-n", "p", TmuxByHand.FOREIGN + "1");
            lab.tmux("new-window", "-d", "-t", "=lab:", "-n", "p", TmuxByHand.FOREIGN + "2");
            var before = person.foreign();

            assertThat(person.states()).containsExactly("p STOPPED");
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            assertThat(person.states()).containsExactly("p READY");
            assertThat(person.windows("lab")).containsExactly("p", "p", "p");
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(person.states()).containsExactly("p STOPPED");
            assertThat(lab.programs("sleep 100001")).isEmpty();

            assertThat(person.foreign()).isEqualTo(before);
        }
    }

    @Test
    void windowThatIsRenamedAndMovedIsStillTheProcess() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            lab.tmux("new-session", "-d", "-s", "mine", "-n", "desk", TmuxByHand.FOREIGN + "1");
            lab.launcher("run", "p");
            var before = person.foreign();

            lab.tmux("rename-window", "-t", person.pane("p"), "my own name");
            lab.tmux("move-window", "-s", person.pane("p"), "-t", "mine:7");

            assertThat(person.states()).containsExactly("p READY");
            assertThat(lab.launcher("run", "p").stdout()).contains("p runs already");
            assertThat(person.windows("mine")).containsExactly("desk", "my own name");
            assertThat(lab.programs("sleep 100001")).hasSize(1);
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(lab.programs("sleep 100001")).isEmpty();
            assertThat(person.foreign()).isEqualTo(before);
        }
    }

    @Test
    void paneThatIsJoinedToAWindowOfAPersonIsStoppedWithoutThatWindow() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            lab.tmux("new-session", "-d", "-s", "mine", "-n", "desk", TmuxByHand.FOREIGN + "1");
            lab.launcher("run", "p");
            var before = person.foreign();

            lab.tmux("join-pane", "-d", "-s", person.pane("p"), "-t", "mine:desk");

            assertThat(person.states()).containsExactly("p READY");
            var restarted = lab.launcher("restart", "p");
            assertThat(restarted.exitCode()).as(restarted.stderr()).isZero();
            assertThat(person.windows("lab")).containsExactly("p");
            assertThat(lab.programs("sleep 100001")).hasSize(1);
            assertThat(person.foreign()).isEqualTo(before);
        }
    }

    @Test
    void windowThatIsClosedByHandIsSeenAtOnceByWhoLooksOnAndCanBeStartedAgain() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            Process watch = lab.startLauncher("status", "--watch", "--json");
            Lab.await("READY is seen", () -> lastState(lab, watch).equals("READY"));

            lab.tmux("kill-window", "-t", person.pane("p"));

            Lab.await("STOPPED is seen", () -> lastState(lab, watch).equals("STOPPED"));
            watch.destroy();
            Lab.await("its end", () -> lab.programs("sleep 100001").isEmpty());
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            assertThat(person.states()).containsExactly("p READY");
            Lab.await("the log tells", () -> output(lab).contains("# its window was closed"));
        }
    }

    @Test
    void paneThatIsSplitOffByHandIsNoMatterWhileItIsThereAndWhenItGoes() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: read go < $LAB/go; echo went; sleep 0.1; (exit 4)}\n");
            lab.run("mkfifo", "go");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            String ours = person.pane("p");

            lab.tmux("split-window", "-t", ours, TmuxByHand.FOREIGN + "1");
            lab.tmux("split-window", "-t", ours, TmuxByHand.FOREIGN + "2");
            assertThat(person.states()).containsExactly("p READY");
            assertThat(person.foreignMarked()).isEmpty();

            lab.tmux("kill-pane", "-t", "lab:.1");
            assertThat(person.pane("p")).isEqualTo(ours);
            assertThat(person.states()).containsExactly("p READY");

            lab.run("sh", "-c", "echo > go");
            Lab.await("the end", () -> person.endedWith(4, ours));
            assertThat(person.states()).containsExactly("p FAILED 4");
            assertThat(lab.awaitOutput("p", "went\n")).isEqualTo("went\n");

            var before = person.foreign();
            assertThat(before).hasSize(1);
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(person.pane("p")).isEmpty();
            assertThat(person.foreign()).isEqualTo(before);
        }
    }

    @Test
    void paneOfAProcessIsClosedByHandBesideOneOfAPerson() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            lab.tmux("split-window", "-d", "-t", person.pane("p"), TmuxByHand.FOREIGN + "1");
            var before = person.foreign();

            lab.tmux("kill-pane", "-t", person.pane("p"));

            assertThat(person.states()).containsExactly("p STOPPED");
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            assertThat(person.states()).containsExactly("p READY");
            assertThat(lab.launcher("kill", "--all").exitCode()).isZero();
            assertThat(person.foreign()).isEqualTo(before);
        }
    }

    @Test
    void paneThatAPersonRespawnsByHandIsTheProcessAsItIsThen() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p");
            String first = person.shown(person.pane("p"), "#{pane_pid}");

            lab.tmux("respawn-pane", "-k", "-t", person.pane("p"));

            String second = person.shown(person.pane("p"), "#{pane_pid}");
            assertThat(second).isNotEqualTo(first);
            assertThat(lab.launcher("status", "--json").stdout()).containsPattern("\"pid\" ?: ?" + second + "\\b");
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(lab.programs("sleep 100001")).isEmpty();
            assertThat(person.states()).containsExactly("p STOPPED");
        }
    }

    /** tmux crashes, and takes every program of every session with it, when all windows of a session go at once. */
    @Test
    void endOfAllProcessesOfASessionLeavesTheOtherSessionsAlone() throws Exception {
        try (Lab lab = new Lab()) {
            // So many that windows are removed together.
            String names = IntStream.range(0, 30).mapToObj(i -> "p" + i).collect(Collectors.joining(", "));
            lab.launcherFile(names.replaceAll("(p\\d+)(, )?", "$1: {cmd: sleep 100001, ready_delay: 0s}\n")
                    + "all: {cmd: 'true', persistent: false, depends: [" + names + "]}\n");
            var person = new TmuxByHand(lab);
            lab.tmux("new-session", "-d", "-s", "mine", "-n", "desk", TmuxByHand.FOREIGN + "1");
            var before = person.foreign();
            assertThat(lab.launcher("run", "all").exitCode()).isZero();
            String server = lab.tmux("display-message", "-p", "#{pid}");

            assertThat(lab.launcher("kill", "--all", "--force").exitCode()).isZero();

            assertThat(person.foreign()).isEqualTo(before);
            assertThat(lab.tmux("display-message", "-p", "#{pid}")).isEqualTo(server);
            assertThat(lab.tmux("list-sessions", "-F", "#S")).isEqualTo("mine\n");
        }
    }

    @Test
    void sessionThatIsClosedByHandComesBackWithTheNextStart() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS + "q: {cmd: exec sleep 100002}\n");
            var person = new TmuxByHand(lab);
            lab.launcher("run", "p", "q");
            lab.tmux("new-session", "-d", "-s", "lab2", "-n", "p", TmuxByHand.FOREIGN + "1");
            var before = person.foreign();

            lab.tmux("kill-session", "-t", "=lab");

            assertThat(person.states()).containsExactly("p STOPPED", "q STOPPED");
            assertThat(lab.launcher("run", "q").exitCode()).isZero();
            assertThat(person.states()).containsExactly("p STOPPED", "q READY");
            assertThat(person.windows("lab")).containsExactly("q");
            assertThat(person.foreign()).isEqualTo(before);
        }
    }

    @Test
    void launcherThatWaitsGoesOnWhenTheSessionOfLaunchersIsClosedOrItsClientDetached() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: read go < $LAB/go; (exit 4), persistent: false}\n");
            lab.run("mkfifo", "go");
            var person = new TmuxByHand(lab);
            Process run = lab.startLauncher("run", "--wait", "p");
            Lab.await("it waits", () -> lab.programs("read go").size() > 0);

            String meeting = "=concert-launcher/bell";
            Lab.await("it is here", () -> person.clients().contains("concert-launcher/bell"));
            lab.tmux("detach-client", "-s", meeting);
            Lab.await("it is back", () -> person.clients().contains("concert-launcher/bell"));
            lab.tmux("kill-session", "-t", meeting);
            Lab.await("it is back again", () -> person.clients().contains("concert-launcher/bell"));
            lab.run("sh", "-c", "echo > go");

            assertThat(lab.end(run).exitCode()).isEqualTo(4);
        }
    }

    @Test
    void serverThatIsKilledWhileALauncherWaitsIsToldAndTheNextStartIsWhole() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(PROCESS);
            var person = new TmuxByHand(lab);
            Process run = lab.startLauncher("run", "--wait", "p");
            Lab.await("it waits", () -> output(lab).contains("begun"));
            Lab.await("it is here", () -> person.clients().contains("concert-launcher/bell"));

            lab.tmux("kill-server");

            assertThat(lab.end(run).exitCode()).isNotZero();
            assertThat(person.states()).containsExactly("p STOPPED");
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            assertThat(person.states()).containsExactly("p READY");
            assertThat(lab.programs("sleep 100001")).hasSize(1);
        }
    }

    private static String output(Lab lab) {
        try {
            return Files.exists(lab.log("p")) ? Files.readString(lab.log("p")) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String lastState(Lab lab, Process watch) {
        try {
            String printed = lab.printed(watch);
            String last = "\"state\":\"";
            int begin = printed.lastIndexOf(last) + last.length();
            return begin < last.length() || !printed.endsWith("\n")
                    ? ""
                    : printed.substring(begin, printed.indexOf('"', begin));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
