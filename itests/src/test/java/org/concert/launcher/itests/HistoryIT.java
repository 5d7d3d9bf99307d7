/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What happened is found out from what stands beside the output, here and on another machine, though no launcher was there. */
class HistoryIT extends WithLab {

    @Test
    void whatHappenedOnTwoMachinesIsToldByTimeWithTheLastLinesOfWhatFailed() throws Exception {
        RemoteMachine.start(lab, "far");
        lab.launcherFile("""
                mortal: {machine: far, cmd: 'mkfifo %1$s/go; echo the cause; read x < %1$s/go; exit 7'}
                other: {cmd: exec sleep 100000}
                """.formatted(lab.folder()));
        lab.program("run", "mortal", "other");
        lab.run("sh", "-c", "echo > go");
        Lab.await(
                "it has ended", () -> lab.launcher("status", "mortal").stdout().contains("FAILED"));
        lab.program("kill", "other");

        Lab.Ended all = lab.program("history");
        Lab.Ended one = lab.launcher("history", "mortal", "--json");

        assertThat(all.exitCode()).as(all.stderr()).isZero();
        assertThat(all.stdout())
                .containsSubsequence(
                        "asked for start",
                        "started\n",
                        "mortal        far      ended with exit code 7\n",
                        "    the cause\n",
                        "asked for stop")
                .containsPattern("other +local +ended by SIGINT");
        assertThat(one.stdout())
                .contains("\"what\":\"ended with exit code 7\",\"lastLines\":[\"the cause\"]")
                .doesNotContain("other");
    }
}
