/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Machines with an address, files and users of their own: what only such ones can have, lack or lose. */
@Order(1)
@ResourceLock(LabMachines.ENGINE)
class MachinesIT {

    private static LabMachines machines;

    private Lab lab;

    @BeforeAll
    static void makeMachines() throws Exception {
        machines = LabMachines.open();
        machines.lab("machine", "legs");
    }

    @AfterAll
    static void removeMachines() throws Exception {
        if (machines != null) {
            machines.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        lab = new Lab();
        machines.introduceTo(lab);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
        for (String machine : machines.names()) {
            machines.shell(machine, "robot", "tmux kill-server 2>&1 || :");
        }
    }

    private void assertRefused(Lab.Ended ran, String... words) throws Exception {
        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isEqualTo(3);
        assertThat(ran.stderr()).contains(words);
        assertThat(ran.stderr().lines()).as(ran.stderr()).hasSize(1);
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    private void assertRuns(String machine, String user) throws Exception {
        var ran = lab.launcher("run", "p");
        assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
        assertThat(machines.programs(machine)).contains("sleep 100000");
        Lab.await(
                "its output is captured",
                () -> lab.launcher("watch", "p", "-n", "9", "--no-follow")
                        .stdout()
                        .contains("I am " + user));

        var killed = lab.launcher("kill", "p");

        assertThat(killed.exitCode()).as(killed.stdout() + killed.stderr()).isZero();
        Lab.await(
                "it has ended",
                () -> machines.programs(machine).stream().noneMatch(program -> program.contains("sleep 100000")));
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @Test
    void machineWithoutBashPerlAndPsIsUsedLikeAnyOther() throws Exception {
        machines.lab("machine", "head", "--sh");
        lab.launcherFile("""
                p:
                  machine: head
                  cmd: echo "I am $(id -un)"; touch /tmp/up; exec sleep 100000
                  ready_check: test -e /tmp/up
                """);

        assertRuns("head", "robot");

        // Without perl, output is captured by another program, which needs tmux to tell it of the end.
        assertThat(lab.launcher("watch", "p", "-n", "9", "--no-follow").stdout())
                .contains("# ended by SIGINT");
    }

    @Test
    void machineWhoseHostKeyIsAnotherThanSshKnowsIsRefusedWithFingerprintAndRemedy() throws Exception {
        machines.lab("machine", "old", "--old-key");
        lab.launcherFile("p: {machine: old, cmd: sleep 100000}\n");

        assertRefused(
                lab.launcher("run", "p"),
                "Cannot reach machine old: its host key has CHANGED (now ssh-ed25519 key SHA256:",
                "ssh-keygen -f ",
                " -R old");
        assertThat(machines.programs("old")).doesNotContain("sleep 100000");
    }

    @Test
    void userIsLetInByThePasswordInAFileThatNobodyElseMayRead() throws Exception {
        lab.launcherFile("p: {machine: legs-guest, cmd: 'echo \"I am $(id -un)\"; exec sleep 100000'}\n");
        var secrets = lab.file("home/.config/concert-launcher/secrets", "legs-guest " + machines.password() + "\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(lab.launcher("run", "p"), "others may read it", "chmod 600 " + secrets);

        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));

        assertRuns("legs", "guest");
    }

    @Test
    void userWhosePasswordIsWrongIsRefusedWithoutTellingIt() throws Exception {
        lab.launcherFile("p: {machine: legs-guest, cmd: sleep 100000}\n");
        var secrets = lab.file("home/.config/concert-launcher/secrets", "legs-guest not-this-one\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));

        var ran = lab.launcher("run", "p");

        assertRefused(ran, "Cannot log in to machine legs-guest as guest", "password");
        assertThat(ran.stderr()).doesNotContain("not-this-one");
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^p +lab +legs-guest +UNKNOWN");
    }

    @Test
    void processOfAMachineWhoseDiskIsFullRunsOnAndStatusTellsThatItsOutputIsNotCaptured() throws Exception {
        machines.lab("machine", "small", "--", "--tmpfs", "/home/robot:size=1m,mode=755,uid=1000,gid=1000");
        lab.launcherFile("""
                p:
                  machine: small
                  cmd: |-
                    until test -e /tmp/go; do sleep 0.1; done; seq 1 20000
                    until test -e /tmp/room; do sleep 0.1; done; echo there is room; exec sleep 100000
                """);
        assertThat(lab.launcher("run", "p").exitCode()).isZero();
        machines.shell("small", "robot", """
                [ "$(df -P -k "$HOME" | awk 'END { print $2 }')" = 1024 ] || { echo 'this is not the small disk'; exit 1; }
                dd if=/dev/zero of="$HOME/ballast" bs=64k count=32 2>&1
                touch /tmp/go
                """);

        Lab.await(
                "the lack of room is told",
                () -> lab.launcher("status", "--json").stdout().contains("No space left on device"));

        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^p +lab +small +READY");
        machines.shell("small", "robot", "rm $HOME/ballast; touch /tmp/room");
        Lab.await(
                "the log goes on",
                () -> lab.launcher("watch", "p", "-n", "9", "--no-follow")
                        .stdout()
                        .contains("there is room"));
        assertThat(machines.programs("small")).contains("sleep 100000");
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
    }

    @Test
    void monitorShowsTheTerminalOfAProcessThereToAPersonHere() throws Exception {
        lab.launcherFile("""
                there: {machine: legs, cmd: 'while read -r line; do echo "legs heard $line"; done'}
                """);
        assertThat(lab.launcher("run", "there").exitCode()).isZero();
        lab.run("tmux", "-L", "outer", "new-session", "-d", "-x", "80", "-y", "20", lab.terminalLine("mon"));
        Lab.await("the session is shown", () -> lab.tmux("list-clients").contains("lab-mon"));
        Lab.await("ssh is attached", () -> isAttached("legs"));

        lab.run("tmux", "-L", "outer", "send-keys", "hello", "Enter");

        Lab.await(
                "the answer",
                () -> lab.run("tmux", "-L", "outer", "capture-pane", "-p")
                        .stdout()
                        .contains("legs heard hello"));
        lab.tmux("kill-session", "-t", "=lab-mon");
        Lab.await("ssh has left", () -> !isAttached("legs"));
        assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^there +lab +legs +READY");
        lab.run("tmux", "-L", "outer", "kill-server");
    }

    @Test
    void packetsThatAreDroppedForAMinuteMakeAMachineUnknownAndLoseNothingAndForFiveSecondsNotEvenThat()
            throws Exception {
        machines.lab("machine", "near");
        machines.lab("machine", "far");
        lab.launcherFile("""
                near: {machine: near, cmd: sleep 100000}
                writes: {machine: far, cmd: 'while sleep 0.05; do echo number $((n += 1)); done'}
                ends: {machine: far, cmd: 'until [ -e /tmp/end ]; do sleep 0.1; done; exit 7'}
                """);
        try (Supervisor supervisor = Supervisor.start(lab, "seen")) {
            var ran = lab.launcher("run", "near", "writes", "ends");
            assertThat(ran.exitCode()).as(ran.stdout() + ran.stderr()).isZero();
            for (String process : List.of("near", "writes", "ends")) {
                supervisor.awaitSeen(process + " READY");
            }
            Process watch = lab.startLauncher("watch", "writes", "-n", "+1");
            Lab.await("it is watched", () -> lab.printed(watch).contains("number 20\n"));
            String panes = machines.shell("far", "robot", "tmux list-panes -s -t lab -F '#W #{pane_pid}'");
            Instant begun = Instant.now();

            machines.lab("cut", "far");
            machines.lab("cut", "near");
            awaitSince(begun, 5);
            machines.lab("mend", "near");

            supervisor.awaitSeen("writes UNKNOWN");
            supervisor.awaitSeen("ends UNKNOWN");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
            machines.shell("far", "robot", "touch /tmp/end");
            var stopped = lab.launcher("kill", "near");
            assertThat(stopped.exitCode())
                    .as(stopped.stdout() + stopped.stderr())
                    .isZero();
            assertThat(supervisor.seen()).doesNotContain("near UNKNOWN");
            assertThat(lab.launcher("status").stdout()).containsPattern("(?m)^writes +lab +far +UNKNOWN");
            awaitSince(begun, 60);
            machines.lab("mend", "far");

            supervisor.awaitSeen(2, "writes READY");
            supervisor.awaitSeen("ends FAILED exit code 7");
            assertThat(machines.shell("far", "robot", "tmux list-panes -s -t lab -F '#W #{pane_pid}'"))
                    .isEqualTo(panes);
            try {
                Lab.await("all is seen", () -> lab.printed(watch).contains("number 1000\n"));
            } catch (AssertionError e) {
                List<String> lines = lab.printed(watch).lines().toList();
                throw new AssertionError(
                        e.getMessage() + "; the last of it is: "
                                + lines.subList(Math.max(0, lines.size() - 5), lines.size()) + lab.complained(watch),
                        e);
            }
            watch.destroy();
            assertThat(numbers(lab.printed(watch)).subList(0, 1000))
                    .isEqualTo(IntStream.rangeClosed(1, 1000).boxed().toList());
        }
    }

    private static boolean isAttached(String machine) throws IOException, InterruptedException {
        return machines.shell(machine, "robot", "tmux list-clients -F 'control #{client_control_mode}'")
                .contains("control 0");
    }

    /** To the moment: half a second more, and a machine that is silent for five is taken for lost. */
    private static void awaitSince(Instant begun, long seconds) {
        Instant end = begun.plusSeconds(seconds);
        for (Instant now = Instant.now(); now.isBefore(end); now = Instant.now()) {
            LockSupport.parkNanos(Duration.between(now, end).toNanos());
        }
    }

    private static List<Integer> numbers(String printed) {
        return Pattern.compile("number (\\d+)\n")
                .matcher(printed)
                .results()
                .map(result -> Integer.valueOf(result.group(1)))
                .toList();
    }
}
