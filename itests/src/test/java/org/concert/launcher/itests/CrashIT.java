/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Launchers die and run side by side; the processes do not notice. {@code -Dkills=200} makes it a test of endurance. */
@Order(11)
class CrashIT {

    private static final int PROCESSES = 10;

    private static final int KILLS = Integer.getInteger("kills", 10);

    /** Ten processes with a readiness check, a chain, and a one-shot between them. */
    private static String robot() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < PROCESSES; i++) {
            file.append("p%d:\n  cmd: exec -a program-%d-of-ten sleep 100000\n".formatted(i, i));
            if (i % 3 == 0) {
                file.append("  ready_check: sleep 0.05\n  ready_period: 100ms\n");
            }
            if (i == 1 || i == 2 || i == 6) {
                file.append("  depends: [p%d]\n".formatted(i - 1));
            }
            if (i == 9) {
                file.append("  depends: [p0, once]\n");
            }
        }
        file.append("once: {cmd: sleep 0.1, persistent: false, depends: [p3]}\n");
        file.append("all: {cmd: 'true', persistent: false, depends: [p0, p1, p2, p3, p4, p5, p6, p7, p8, p9]}\n");
        return file.toString();
    }

    @Test
    void everyProcessRunsOnceAfterManyLaunchersWereKilled() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CrashIT: seed " + seed);
        Random random = new Random(seed);
        try (Lab lab = new Lab()) {
            lab.launcherFile(robot());

            for (int i = 0; i < KILLS; i++) {
                Process launcher = lab.startLauncher("run", "all");
                // The moment of the kill is the input of this test.
                launcher.waitFor(200 + random.nextInt(900), TimeUnit.MILLISECONDS);
                launcher.destroyForcibly().waitFor();
                if (i % 5 == 4) {
                    lab.launcher("kill", "--all");
                }
            }
            var last = lab.launcher("run", "all");

            assertThat(last.exitCode()).as(last.stdout() + last.stderr()).isZero();
            for (int i = 0; i < PROCESSES; i++) {
                assertThat(lab.programs("program-" + i + "-of-ten")).as("p" + i).hasSize(1);
            }
            assertThat(lab.launcher("status").stdout().lines().filter(row -> row.contains(" READY ")))
                    .hasSize(PROCESSES);
        }
    }

    @Test
    void twentyLaunchersAtOnceStartOneProcess() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: exec -a the-only-one sleep 100000}\n");

            List<Process> launchers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                launchers.add(lab.startLauncher("run", "p"));
            }

            for (Process launcher : launchers) {
                var ended = lab.end(launcher);
                assertThat(ended.exitCode()).as(ended.stdout() + ended.stderr()).isZero();
            }
            assertThat(lab.programs("the-only-one")).hasSize(1);
        }
    }

    @Test
    void nextLauncherFindsWhatHappenedWhileNoneWasThere() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    steady:
                      cmd: sleep {time}
                      variants:
                        mode:
                          - Base Only: {params: {time: 100000}}
                          - full: {params: {time: 200000}}
                    code: {cmd: "read x < $LAB/go; exit 7"}
                    signal: {cmd: "read x < $LAB/go2; kill -SEGV $$"}
                    """);
            lab.run("mkfifo", "go", "go2");
            lab.launcher("run", "steady", "code", "signal", "-v", "Base Only");
            String before = lab.launcher("status", "--json", "steady").stdout();

            lab.run("sh", "-c", "echo > go; echo > go2");
            Lab.await(
                    "both have ended",
                    () -> status(lab, "code").contains("FAILED")
                            && status(lab, "signal").contains("FAILED"));

            String after = lab.launcher("status", "--json", "steady").stdout();
            assertThat(withoutTime(after)).isEqualTo(withoutTime(before)).contains("\"Base Only\"", "\"READY\"");
            assertThat(lab.launcher("status", "--json", "code").stdout())
                    .contains("\"FAILED\"")
                    .containsPattern("\"exitCode\" ?: ?7");
            assertThat(lab.launcher("status", "--json", "signal").stdout())
                    .contains("\"FAILED\"")
                    .containsPattern("\"signal\" ?: ?\"SIGSEGV\"");
        }
    }

    private static String status(Lab lab, String process) throws InterruptedException {
        return lab.launcher("status", process).stdout();
    }

    private static String withoutTime(String json) {
        return json.replaceAll("\"(uptimeSeconds|cpuPercent|residentBytes)\" ?: ?[0-9.]+", "\"$1\":0");
    }
}
