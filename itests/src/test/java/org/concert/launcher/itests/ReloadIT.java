/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** The launcher file is changed under a launcher that supervises, while processes run. */
class ReloadIT {

    @Test
    void changedFileIsInForceAndNothingThatRunsIsTouched() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: exec -a steady-p sleep 100000, restart: always}\nq: {cmd: sleep 200000}\n");
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {
                lab.launcher("run", "p", "q");
                long p = lab.programs("steady-p").get(0);
                long q = lab.programs("sleep 200000").get(0);

                Path next = lab.file(
                        "next",
                        "context: {session: lab}\nr: {cmd: sleep 300000}\np: {cmd: exec -a other-p"
                                + " sleep 100000, restart: always}\n");
                Files.move(next, lab.folder().resolve("launcher.yaml"), StandardCopyOption.ATOMIC_MOVE);

                supervisor.awaitSeen("processes [r, p, q]");
                assertThat(lab.programs("steady-p")).containsExactly(p);
                assertThat(lab.programs("sleep 200000")).containsExactly(q);
                assertThat(lab.launcher("status", "p").stdout()).contains("READY");

                lab.run("kill", Long.toString(q));
                supervisor.awaitSeen("processes [r, p]");
                assertThat(supervisor.seen()).contains("q FAILED SIGTERM");
                lab.run("kill", "-KILL", Long.toString(p));
                Lab.await(
                        "it is restarted as the new file says",
                        () -> !lab.programs("other-p").isEmpty());
                assertThat(lab.launcher("run", "r").exitCode()).isZero();
                supervisor.awaitSeen("r READY");
            }
        }
    }

    @Test
    void fileThatCannotBeUsedLeavesTheOldOneInForce() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000}\n");
            try (Supervisor supervisor = Supervisor.start(lab, "a")) {
                lab.launcherFile("p: {cmd: sleep 100000, dependz: [q]}\n");
                supervisor.awaitSeen("refused launcher.yaml:2:");
                assertThat(supervisor.seen()).contains("dependz").doesNotContain("processes");

                lab.file("launcher.yaml", "context: {session: lab, tmux_socket: other}\np: {cmd: sleep 100000}\n");
                supervisor.awaitSeen(
                        "refused launcher.yaml: context.tmux_socket was changed from the default to other");

                lab.launcherFile("p: {cmd: sleep 100000}\nq: {cmd: sleep 200000}\n");
                supervisor.awaitSeen("processes [p, q]");
            }
        }
    }

    @Test
    void processThatLeftTheFileCanBeStoppedButNotStarted() throws Exception {
        try (Lab lab = new Lab()) {
            var ended = LauncherAtWork.does("leaveTheFile", lab);

            assertThat(ended.exitCode()).as(ended.stderr()).isZero();
            assertThat(lab.programs("sleep")).isEmpty();
        }
    }

    @Test
    void changedDefinitionIsToldUntilARestartBringsIt() throws Exception {
        try (Lab lab = new Lab()) {
            var ended = LauncherAtWork.does("changeADefinition", lab);

            assertThat(ended.exitCode()).as(ended.stderr()).isZero();
            assertThat(lab.programs("one-1")).isEmpty();
            assertThat(lab.programs("two-1")).hasSize(1);
        }
    }

    @Test
    void processThatTheFileMovesIsMovedByARestart() throws Exception {
        try (Lab lab = new Lab()) {
            var ended = LauncherAtWork.does("moveAProcess", lab);

            assertThat(ended.exitCode()).as(ended.stderr()).isZero();
            assertThat(lab.programs("sleep 100000")).hasSize(1);
            assertThat(lab.tmux("list-windows", "-a", "-F", "#{session_name}/#{window_name}"))
                    .contains("other/p")
                    .doesNotContain("lab/p");
        }
    }
}
