/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concert.launcher.core.internal.window.TmuxServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is told in a line: where, what, and what to do. */
class FaultsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`p: {cmd: x, dependz: [q]}` | dependz | depends",
                "`p: {cmd: x, depends: [p]}` | itself | p",
                "`p: [x]` | p | mapping",
                "`p: {}` | cmd | p",
                "`p: {cmd: x, ready_delay: soon}` | ready_delay | 500ms",
                "`p: {cmd: x, restart: sometimes}` | sometimes | on-failure",
                "`p: {cmd: x, persistent: maybe}` | persistent | true",
                "`p: {cmd: 'x` | p | quot",
                "`a b: {cmd: x}` | a b | letters",
                "`p: {cmd: x, stop_signal: SIGFOO}` | SIGFOO | SIGINT",
                "`p: {cmd: !!java.io.File x}` | File | tag",
                "`p: {cmd: x}\np: {cmd: y}` | p | line",
            })
    void mistakeInTheFileIsOneLineWithPlaceAndRemedy(String processes, String what, String remedy) throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(processes.replace("\\n", "\n") + "\n");

            var ran = lab.launcher("run", "p");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.stderr().strip().lines()).hasSize(1);
            assertThat(ran.stderr())
                    .containsPattern("launcher.yaml:\\d+:\\d+: ")
                    .contains(what, remedy);
            assertThat(ran.stderr()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void cycleOfTwentyIsPrinted() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(IntStream.range(0, 20)
                    .mapToObj(i -> "p%d: {cmd: x, depends: [p%d]}\n".formatted(i, (i + 1) % 20))
                    .collect(Collectors.joining()));

            var ran = lab.launcher("run", "p0");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.stderr()).contains("p0 -> p1 -> p2", "p19 -> p0");
        }
    }

    @Test
    void missingTmuxIsToldWithItsRemedy() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 1000}\n");
            Path bin = Files.createDirectory(lab.folder().resolve("bin"));
            for (Path program : java.util.List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                try (var files = Files.list(program)) {
                    for (Path file : files.toList()) {
                        Path link = bin.resolve(file.getFileName());
                        if (!file.getFileName().toString().equals("tmux")
                                && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                            Files.createSymbolicLink(link, file);
                        }
                    }
                }
            }
            lab.environment().put("PATH", bin.toString());

            for (String command : java.util.List.of("run", "status")) {
                var ran = lab.launcher(command, "p");

                assertThat(ran.exitCode()).as(command).isEqualTo(3);
                assertThat(ran.stderr()).contains("tmux is not installed", "apt-get install tmux");
                assertThat(ran.stderr()).doesNotContain("\tat ");
            }
        }
    }

    @Test
    void lostTmuxServerLeavesNothingShownAsRunningAndRunWorksAgain() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    p: {cmd: sleep 100000}
                    hardy: {cmd: "trap '' HUP; exec -a hardy sleep 200000"}
                    """);
            lab.launcher("run", "p", "hardy");

            lab.tmux("kill-server");

            assertThat(lab.launcher("status").stdout()).doesNotContain("READY", "RUNNING");
            var again = lab.launcher("run", "p", "hardy");
            assertThat(again.exitCode()).as(again.stdout() + again.stderr()).isZero();
            assertThat(lab.programs("sleep 100000")).hasSize(1);
            assertThat(lab.programs("hardy")).hasSize(1);
        }
    }

    @Test
    void observerSeesALostTmuxServerAndWhatIsStartedAfterwards() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000}\n");
            lab.launcher("run", "p");
            Process observer = lab.start(LauncherJvm.commandOf(Observer.class, "launcher.yaml"));
            Path seen = lab.folder().resolve("seen");
            Lab.await("READY is seen", () -> read(seen).contains("READY"));

            lab.tmux("kill-server");
            Lab.await("STOPPED is seen", () -> read(seen).endsWith("STOPPED\n"));
            lab.launcher("run", "p");
            Lab.await("READY is seen again", () -> read(seen).endsWith("READY\n"));
            lab.launcher("kill", "p");
            Lab.await("STOPPED is seen again", () -> read(seen).endsWith("STOPPED\n"));

            observer.destroy();
            observer.waitFor();
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sessionClosedByHandLeavesNothingShownAsRunning() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000}\nq: {cmd: sleep 200000, session: other}\n");
            lab.launcher("run", "p", "q");

            lab.tmux("kill-session", "-t", "=lab");

            assertThat(lab.launcher("status", "p").stdout()).contains("STOPPED");
            assertThat(lab.launcher("status", "q").stdout()).contains("READY");
        }
    }

    @Test
    void tmuxServerWithoutASessionRunsNothing() throws Exception {
        try (Lab lab = new Lab()) {
            lab.file("home/.tmux.conf", "set -g exit-empty off\n");
            lab.launcherFile("p: {cmd: sleep 100000}\n");
            lab.tmux("start-server");

            var status = lab.launcher("status", "p");

            assertThat(status.exitCode()).as(status.stderr()).isZero();
            assertThat(status.stdout()).contains("STOPPED");
            assertThat(lab.launcher("run", "p").exitCode()).isZero();
            assertThat(lab.launcher("kill", "p").exitCode()).isZero();
            assertThat(lab.launcher("status", "p").stdout()).contains("STOPPED");
        }
    }

    @Test
    void serverThatEndsWhileItIsAskedIsNoServer() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000}\n");
            for (int i = 0; i < 20; i++) {
                lab.tmux("new-session", "-d", "-s", "mine", "cat");
                Process ending = lab.start(
                        List.of("sh", "-c", "sleep 0.0$1; tmux -L default kill-session -t =mine", "sh", "" + i % 10));

                assertThat(lab.launcher("status", "p").stdout()).contains("STOPPED");
                lab.end(ending);
            }
        }
    }

    @Test
    void launcherThatDiesWhileItIsToldSomethingIsNoClientOfTmuxAnyMore() throws Exception {
        try (Lab lab = new Lab()) {
            var builder = new ProcessBuilder(TmuxServer.clientArguments(null));
            builder.environment().clear();
            builder.environment().putAll(lab.environment());
            Process client = builder.start();
            Lab.await("it is a client", () -> clients(lab) == 1);
            client.getInputStream().close();
            for (String session : List.of("one", "two", "three")) {
                lab.tmux("new-session", "-d", "-s", session, "cat");
            }

            client.getOutputStream().close();

            Lab.await("it is none", () -> clients(lab) == 0);
            assertThat(client.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void startGoesOnWhenTheConnectionToTheMachineIsMadeAnew() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000, ready_check: 'test -e \"$LAB/up\"'}\n");
            Process run = lab.startLauncher("run", "p");
            Lab.await("p runs", () -> lab.printed(run).contains("p: RUNNING"));

            run.children().forEach(ProcessHandle::destroyForcibly);
            lab.file("up", "");

            var ended = lab.end(run);
            assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
        }
    }

    private static long clients(Lab lab) throws IOException, InterruptedException {
        return lab.tmux("list-clients").lines().count();
    }

    @Test
    void planOfRealFilesNamesEveryProcess() throws Exception {
        var seen = new ArrayList<String>();
        Path real = Path.of("../bundles/config/src/test/resources/real").toAbsolutePath();
        try (Lab lab = new Lab();
                var files = Files.list(real)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                for (String name : processes(lab, file)) {
                    var planned = lab.launcher("plan", "-c", file.toString(), name);

                    if (name.equals("joint_pose")) {
                        assertThat(planned.exitCode()).isEqualTo(2);
                        assertThat(planned.stderr()).contains("pose_name");
                    } else {
                        assertThat(planned.exitCode())
                                .as(file + " " + name + planned.stderr())
                                .isZero();
                        assertThat(planned.stdout()).contains(name, "command", "machine");
                    }
                    seen.add(name);
                }
            }
        }
        assertThat(seen).contains("xbot2", "joint_pose", "tutti", "loco", "parking");
    }

    /** The names are the keys at the beginning of a line. */
    private static List<String> processes(Lab lab, Path file) throws Exception {
        return lab.run("sh", "-c", "sed -n 's/^\\([a-z0-9_]*\\): *$/\\1/p' '" + file + "' | grep -v context")
                .stdout()
                .lines()
                .toList();
    }
}
