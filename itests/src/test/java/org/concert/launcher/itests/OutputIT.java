/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What processes print is captured to the last line, and shown to the last line, whatever happens meanwhile. */
class OutputIT {

    @Test
    void numbersOfAFastWriterAreWholeInTheLogsAndInAWatchThatIsInterrupted() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    writer:
                      cmd: read go < $LAB/go; seq 1 400000
                      persistent: false
                      log_max_size: 1MB
                      log_keep: 100
                    """);
            lab.run("mkfifo", "go");
            Process first = lab.startLauncher("run", "writer");
            Lab.await("the writer is there", () -> lab.programs("read go").size() > 0);
            List<String> seen = new ArrayList<>();

            // Watchers come and go, by SIGKILL too, and each goes on at the line to which the last one came.
            lab.run("sh", "-c", "echo > go");
            first.destroyForcibly().waitFor();
            for (int i = 0; i < 4; i++) {
                Process watch = lab.startLauncher("watch", "writer", "-n", "+" + (seen.size() + 1));
                Lab.await("something is watched", () -> size(lab.stdout(watch)) > 100_000);
                watch.destroyForcibly().waitFor();
                String shown = Files.readString(lab.stdout(watch));
                shown.substring(0, shown.lastIndexOf('\n') + 1).lines().forEach(seen::add);
            }
            Lab.await("the writer has ended", () -> text(lab.log("writer")).contains("# ended"));
            var rest = lab.launcher("watch", "writer", "-n", "+" + (seen.size() + 1), "--no-follow");
            rest.stdout().lines().forEach(seen::add);

            String numbers = IntStream.rangeClosed(1, 400_000)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining("\n", "# started\n", "\n# ended with exit code 0"));
            assertThat(String.join("\n", seen)).isEqualTo(numbers);
            assertThat(lab.log("writer").resolveSibling("writer.log.5")).exists();
        }
    }

    @Test
    void oneWatchFollowsThroughRotationRestartAndTheEndOfTmux() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(
                    "p: {cmd: seq 1 20000; echo run of $LAB; sleep 1000, log_max_size: 100kB, log_keep: 100}\n");
            Process watch = lab.startLauncher("watch", "p", "-n", "+1");

            lab.launcher("run", "p");
            Lab.await("the first run is shown", () -> runs(lab, watch) == 1);
            lab.launcher("restart", "p");
            Lab.await("the second run is shown", () -> runs(lab, watch) == 2);
            lab.tmux("kill-server");
            var third = lab.launcher("run", "p");
            assertThat(third.exitCode()).as(third.stderr()).isZero();
            Lab.await("the third run is shown", () -> runs(lab, watch) == 3);
            watch.destroy();
            watch.waitFor();

            String run = IntStream.rangeClosed(1, 20_000)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining("\n", "", "\nrun of " + lab.folder() + "\n"));
            assertThat(text(lab.stdout(watch)).replaceAll("(?m)^# .*\n", "")).isEqualTo(run.repeat(3));
        }
    }

    @Test
    void startExitCodeAndSignalEachLeaveALine() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    code: {cmd: echo working; exit 7, variants: {fast: {params: {x: 1}}}}
                    signal: {cmd: echo working; kill -SEGV $$}
                    stopped: {cmd: echo working; sleep 1000}
                    """);
            lab.launcher("run", "code", "signal", "stopped", "-v", "fast");
            lab.launcher("kill", "stopped");

            assertThat(watched(lab, "code"))
                    .containsSubsequence("# started, variants fast", "working", "# ended with exit code 7");
            assertThat(watched(lab, "signal")).containsSubsequence("# started", "working", "# ended by SIGSEGV");
            assertThat(watched(lab, "stopped")).containsSubsequence("# started", "working", "# ended by SIGINT");
        }
    }

    @Test
    void stopIsAsQuickAndAnEndIsNotedThoughTheCaptureWasKilledOrItsFolderRemoved() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    stopped: {cmd: sleep 100001}
                    dies: {cmd: sleep 100002}
                    """);
            for (boolean killed : List.of(true, false)) {
                assertThat(lab.launcher("run", "stopped", "dies").exitCode()).isZero();
                Path logs = lab.log("stopped").getParent();
                if (killed) {
                    ProcessHandle.allProcesses()
                            .filter(program -> lab.isCapture(program.pid()))
                            .forEach(ProcessHandle::destroyForcibly);
                } else {
                    lab.run("rm", "-r", logs.toString());
                }
                lab.run("kill", "-KILL", lab.programs("sleep 100002").get(0).toString());
                long begun = System.nanoTime();
                var stopped = lab.launcher("kill", "stopped");

                assertThat(stopped.exitCode()).as(stopped.stderr()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
                Lab.await("the death is noted", () -> text(lab.log("dies")).contains("# ended by SIGKILL"));
                assertThat(logs).isDirectoryNotContaining("glob:**/.*");
                assertThat(lab.launcher("kill", "dies").exitCode()).isZero();
            }
        }
    }

    @Test
    void lastWordsOfAProcessThatIsKilledAreCaptured() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: \"trap 'seq 1 200000; sleep 0.1; exit 0' INT; while :; do sleep 0.1; done\"}\n");
            lab.launcher("run", "p");

            lab.launcher("kill", "p");

            assertThat(lab.output("p")).endsWith("199999\n200000\n");
            assertThat(text(lab.log("p"))).endsWith("# ended with exit code 0\n");
        }
    }

    @Test
    void logThatCannotBeWrittenKeepsNoProcessFromStartingAndIsTold() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: echo lost; sleep 1000}\n");
            lab.file("state", "a file where the folder should be");
            lab.environment()
                    .put("XDG_STATE_HOME", lab.folder().resolve("state").toString());

            var ran = lab.launcher("run", "p");

            assertThat(ran.exitCode()).as(ran.stderr()).isZero();
            Lab.await("it is told", () -> json(lab).contains("output is not captured: cannot write"));
            assertThat(json(lab)).contains("\"READY\"");
        }
    }

    @Test
    void severalAreWatchedWithTheirNames() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    one: {cmd: echo a b, persistent: false}
                    three: {cmd: echo c, persistent: false}
                    """);
            lab.launcher("run", "one", "three");

            var watched = lab.launcher("watch", "--no-follow", "--grep", "^[a-c]");

            assertThat(watched.stdout()).isIn("one   | a b\nthree | c\n", "three | c\none   | a b\n");
        }
    }

    private static List<String> watched(Lab lab, String process) throws Exception {
        return lab.launcher("watch", process, "--no-follow").stdout().lines().toList();
    }

    private static String json(Lab lab) throws InterruptedException {
        return lab.launcher("status", "--json").stdout();
    }

    private static long runs(Lab lab, Process watch) {
        return text(lab.stdout(watch))
                .lines()
                .filter(line -> line.startsWith("run of "))
                .count();
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
