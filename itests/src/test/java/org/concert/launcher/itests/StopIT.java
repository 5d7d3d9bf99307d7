/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A stop leaves nothing behind, and touches nothing else. */
class StopIT {

    @Test
    void processThatIgnoresSignalsIsGoneWithItsDetachedChild() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    stubborn:
                      cmd: |
                        trap '' INT TERM HUP
                        setsid sh -c 'trap "" INT TERM HUP; exec -a x sleep 1; while :; do sleep 0.5; done # detached' &
                        while :; do sleep 0.5; done # stubborn
                      stop_timeout: 1s
                    """);
            lab.launcher("run", "stubborn");
            assertThat(lab.programs("# detached")).isNotEmpty();

            var killed = lab.launcher("kill", "stubborn");

            assertThat(killed.exitCode()).as(killed.stderr()).isZero();
            assertThat(lab.programs("# detached")).isEmpty();
            assertThat(lab.programs("# stubborn")).isEmpty();
        }
    }

    @Test
    void startAfterALauncherDiedWhileItStoppedTheProcessSeesTheStopThrough() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile(
                    "p: {cmd: \"trap '' INT TERM; while :; do sleep 0.1; done # stubborn\", stop_timeout: 3s}\n");
            lab.launcher("run", "p");
            List<Long> before = lab.programs("# stubborn");
            Process killed = lab.startLauncher("kill", "p");
            Lab.await("it is being stopped", () -> status(lab).contains("STOPPING"));
            killed.destroyForcibly().waitFor();

            var ran = lab.launcher("run", "p");

            assertThat(ran.exitCode()).as(ran.stderr()).isZero();
            assertThat(lab.programs("# stubborn")).isNotEmpty().doesNotContainAnyElementsOf(before);
            assertThat(status(lab)).contains("READY");
        }
    }

    private static String status(Lab lab) throws InterruptedException {
        return lab.launcher("status").stdout();
    }

    @Test
    void stopSignalReachesTheProgramAsCtrlCWould() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    polite: {cmd: "trap 'echo got INT; sleep 0.1; exit 0' INT; while :; do sleep 0.1; done"}
                    quit:
                      cmd: "trap 'echo got QUIT; sleep 0.1; exit 0' QUIT; while :; do sleep 0.1; done"
                      force_sigquit: true
                    list: {cmd: "sleep 1000; echo went on; sleep 1000"}
                    """);
            lab.launcher("run", "polite", "quit", "list");

            var killed = lab.launcher("kill", "--all");

            assertThat(killed.exitCode()).as(killed.stderr()).isZero();
            assertThat(lab.output("polite")).contains("got INT");
            assertThat(lab.output("quit")).contains("got QUIT");
            assertThat(lab.output("list")).doesNotContain("went on");
        }
    }

    @Test
    void runningDependantsAreStoppedFirst() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    base: {cmd: "trap 'echo base >> $LAB/order; exit' INT; while :; do sleep 0.1; done"}
                    middle:
                      cmd: "trap 'sleep 0.3; echo middle >> $LAB/order; exit' INT; while :; do sleep 0.1; done"
                      depends: [base]
                    top:
                      cmd: "trap 'sleep 0.3; echo top >> $LAB/order; exit' INT; while :; do sleep 0.1; done"
                      depends: [middle]
                    other: {cmd: sleep 100000}
                    """);
            lab.launcher("run", "top", "other");

            lab.launcher("kill", "base");

            assertThat(lab.folder().resolve("order")).hasContent("top\nmiddle\nbase\n");
            assertThat(lab.launcher("status", "other").stdout()).contains("READY");
        }
    }

    @Test
    void groupStopsItsDependencies() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    a: {cmd: sleep 100000}
                    b: {cmd: sleep 100000}
                    all: {cmd: echo all, persistent: false, depends: [a, b]}
                    """);
            lab.launcher("run", "all");
            assertThat(lab.programs("sleep 100000")).hasSize(2);

            lab.launcher("kill", "all");

            assertThat(lab.programs("sleep 100000")).isEmpty();
        }
    }

    @Test
    void windowsAndPanesOfOthersAreLeftAlone() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000}\n");
            lab.launcher("run", "p");
            lab.tmux("new-window", "-d", "-t", "lab:", "-n", "p", "sleep 200000");
            lab.tmux("split-window", "-d", "-t", "lab:0", "sleep 300000");

            lab.launcher("kill", "--all", "--force");

            assertThat(lab.programs("sleep 100000")).isEmpty();
            assertThat(lab.programs("sleep 200000")).isNotEmpty();
            assertThat(lab.programs("sleep 300000")).isNotEmpty();
        }
    }
}
