/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.concert.launcher.api.ShellQuote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of one machine and one launcher file: each has processes of his own, and none gets in the way of another. */
@Order(4)
class UsersIT {

    private Lab lab;
    private OtherUser anna;
    private OtherUser ben;

    @BeforeEach
    void makeUsers() throws Exception {
        lab = new Lab();
        Distribution distribution = Distribution.unpack(lab);
        lab.run("chmod", "-R", "a+rX", distribution.home().getParent().toString());
        // As /tmp is.
        lab.run("chmod", "1777", lab.folder().resolve("t").toString());
        anna = OtherUser.create(lab, distribution, "anna");
        ben = OtherUser.create(lab, distribution, "ben");
        lab.launcherFile("p: {cmd: echo of $(id -un); exec -a the-process sleep 100000}\n");
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void eachHasProcessesOfHisOwnAndSeesNoOthers() throws Exception {
        anna.launcher("run", "p");

        var before = ben.launcher("status");
        var ran = ben.launcher("run", "p");

        assertThat(before.stdout()).contains("STOPPED").doesNotContain("READY");
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stdout()).doesNotContain("runs already");
        assertThat(anna.programs("the-process")).hasSize(1);
        assertThat(ben.programs("the-process")).hasSize(1);
    }

    @Test
    void twoThatStartAtOnceBothGetTheirs() throws Exception {
        var starts = Stream.of(anna, ben)
                .map(user -> CompletableFuture.supplyAsync(() -> startOf(user)))
                .toList();

        assertThat(starts)
                .allSatisfy(start -> assertThat(start.get().exitCode())
                        .as(start.get().stderr())
                        .isZero());
        assertThat(anna.programs("the-process")).hasSize(1);
        assertThat(ben.programs("the-process")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill --all", "kill --all --force", "kill p", "restart p"})
    void whatOneDoesLeavesTheOthersAlone(String command) throws Exception {
        anna.launcher("run", "p");
        ben.launcher("run", "p");
        var pids = anna.programs("the-process");

        var done = ben.launcher(command.split(" ", -1));

        assertThat(done.exitCode()).as(done.stderr()).isZero();
        assertThat(anna.programs("the-process")).isEqualTo(pids);
        assertThat(anna.launcher("status").stdout()).contains("READY");
    }

    @Test
    void rootStopsOnlyHisOwn() throws Exception {
        anna.launcher("run", "p");

        var status = lab.program("status");
        var killed = lab.program("kill", "--all");

        assertThat(status.stdout()).contains("STOPPED");
        assertThat(killed.exitCode()).as(killed.stderr()).isZero();
        assertThat(anna.programs("the-process")).hasSize(1);
    }

    @Test
    void logsAreForTheirUserOnlyWhateverTheUmask() throws Exception {
        anna.shell("umask 000; exec " + ShellQuote.words(anna.command("run", "p")));
        Lab.await("its output is captured", () -> Files.exists(anna.log("p")));

        for (Path folder = anna.log("p").getParent(); !folder.endsWith("state"); folder = folder.getParent()) {
            assertThat(mode(folder)).as(folder.toString()).isEqualTo("rwx------");
        }
        assertThat(mode(anna.log("p"))).isEqualTo("rw-------");
        assertThat(ben.shell("cat '" + anna.log("p") + "'; find '" + anna.home() + "/.local' -name '*.log'"))
                .isEmpty();
    }

    @Test
    void terminalInTheTmuxOfAnotherLeadsNobodyThere() throws Exception {
        anna.launcher("run", "p");
        String socket = anna.shell("tmux -L default display-message -p '#{socket_path}'")
                .strip();

        var ran = ben.launcher(
                Map.of("HOME", ben.home().toString(), "TMUX", socket + ",1,0", "TMUX_PANE", "%0"), "run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ben.programs("the-process")).hasSize(1);
        assertThat(anna.shell("tmux -L default list-panes -a -F '#{pane_id}' -f '#{@concert_process}'")
                        .lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run p", "status"})
    void folderOfTmuxSocketsOfAnotherIsToldInALine(String command) throws Exception {
        anna.shell("mkdir -m 755 \"$HOME/t\"");
        String folder = anna.home().resolve("t").toString();
        var ran = anna.launcher(Map.of("HOME", anna.home().toString(), "TMUX_TMPDIR", folder), "run", "p");
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();

        var refused =
                ben.launcher(Map.of("HOME", ben.home().toString(), "TMUX_TMPDIR", folder), command.split(" ", -1));

        assertThat(refused.exitCode()).as(refused.stdout() + refused.stderr()).isEqualTo(3);
        assertThat(refused.stderr().strip().lines()).hasSize(1);
        assertThat(refused.stderr()).contains(folder, "Permission denied");
        assertThat(anna.programs("the-process")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run p", "status", "kill p"})
    void tmuxServerThatMayNotBeAskedIsNotTakenForNothingThatRuns(String command) throws Exception {
        anna.shell("mkdir -m 755 \"$HOME/t\"");
        lab.file("launcher.yaml", """
                context: {session: lab, tmux_socket: %s/t/socket}
                p: {cmd: exec -a the-process sleep 100000}
                """.formatted(anna.home()));
        anna.launcher("run", "p");

        var refused = ben.launcher(command.split(" ", -1));

        assertThat(refused.exitCode()).as(refused.stdout() + refused.stderr()).isEqualTo(3);
        assertThat(refused.stdout()).doesNotContain("STOPPED");
        assertThat(refused.stderr().strip().lines()).as(refused.stderr()).hasSize(1);
        assertThat(refused.stderr()).contains("Permission denied");
        assertThat(anna.programs("the-process")).hasSize(1);
    }

    @Test
    void homeOfAnotherTakesNoLogAndTheProcessStarts() throws Exception {
        Map<String, String> borrowed = Map.of("HOME", anna.home().toString());

        var ran = ben.launcher(borrowed, "run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        String complaint = "output is not captured: cannot write " + anna.log("p") + ": Permission denied";
        Lab.await("it is told", () -> shown(ben, borrowed, "status", "--json").contains(complaint));
        assertThat(ben.programs("the-process")).hasSize(1);
        assertThat(anna.home().resolve(".local")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here"})
    void homeThatIsNotSetIsThatOfTheUser(String home) throws Exception {
        Map<String, String> variables = Map.of("HOME", home);

        var ran = anna.launcher(variables, "run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        Lab.await(
                "its output is captured",
                () -> shown(anna, variables, "watch", "p", "--no-follow").contains("of clit-anna"));
        assertThat(anna.log("p")).isRegularFile();
        assertThat(anna.launcher(variables, "kill", "p").exitCode()).isZero();
    }

    @Test
    void folderOfTmuxSocketsThatIsNotThereIsThatOfTmux() throws Exception {
        Map<String, String> variables =
                Map.of("HOME", anna.home().toString(), "TMUX_TMPDIR", lab.folder() + "/missing");

        var ran = anna.launcher(variables, "run", "p");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        String sockets = "/tmp/tmux-" + anna.shell("id -u").strip();
        assertThat(anna.shell("TMUX_TMPDIR=/tmp tmux -L default list-panes -a -f '#{@concert_process}'; rm -r "
                                + sockets)
                        .lines())
                .as("beside tmux typed by hand")
                .hasSize(1);
    }

    @Test
    void userWhomTheMachineDoesNotKnowMayStartProcesses() throws Exception {
        lab.environment().remove("HOME");
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid", "543210", "--regid", "543210", "--clear-groups"));
        command.addAll(anna.command("run", "p"));

        var ran = lab.end(lab.start(command));

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(lab.programs("the-process")).hasSize(1);
    }

    @Test
    void launcherFileThatMayNotBeReadIsToldInALine() throws Exception {
        Files.setPosixFilePermissions(
                lab.folder().resolve("launcher.yaml"), PosixFilePermissions.fromString("rw-------"));

        var refused = ben.launcher("run", "p");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.stderr()).isEqualTo("concert_launcher: launcher.yaml: may not be read by this user\n");
    }

    private static Lab.Ended startOf(OtherUser user) {
        try {
            return user.launcher("run", "p");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String shown(OtherUser user, Map<String, String> variables, String... arguments) {
        try {
            return user.launcher(variables, arguments).stdout();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
