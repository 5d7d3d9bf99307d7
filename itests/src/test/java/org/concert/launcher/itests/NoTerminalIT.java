/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that has no terminal (tty: false): its output comes by pipes. */
class NoTerminalIT extends WithLab {

    private List<String> logged(String process) throws IOException {
        return Files.readAllLines(lab.log(process)).stream()
                .map(line -> line.substring(24))
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private void awaitLogged(String process, String... lines) throws Exception {
        Lab.await(process + " is logged", () -> logged(process).equals(List.of(lines)));
    }

    @Test
    void bothStreamsAreCapturedAndToldApart() throws Exception {
        lab.launcherFile("""
                p:
                  tty: false
                  cmd: >-
                    for i in 0 1 2; do [ -t $i ] && echo terminal; done; echo out; sleep 0.3; echo no motor >&2; sleep 0.3; echo end; exec sleep 100000
                  ready_log: ^no motor$
                """);

        Lab.Ended run = lab.program("run", "p");

        assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isZero();
        awaitLogged("p", " out", "!no motor", " end");
        assertThat(lab.launcher("watch", "p", "--no-follow").stdout()).contains("out", "no motor", "end");
        assertThat(lab.tmux("capture-pane", "-p", "-t", "=lab:p")).contains("It has no terminal (tty: false)", "p.log");
        assertThat(lab.launcher("kill", "p").exitCode()).isZero();
        assertThat(lab.programs("sleep 100000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "robot"})
    void nothingIsLostOfAProcessThatEndsAtOnceOrLeavesALineUnended(String machine) throws Exception {
        if (machine.equals("robot")) {
            RemoteMachine.start(lab, "robot");
        }
        lab.launcherFile("""
                once: {tty: false, machine: %1$s, persistent: false, cmd: "printf 'one\\ntwo'; printf oh >&2; (exit 3)"}
                """.formatted(machine));
        for (int i = 0; i < 10; i++) {
            Lab.Ended run = lab.launcher("run", "once");

            assertThat(run.exitCode()).as(run.stdout() + run.stderr()).isEqualTo(1);
            assertThat(run.stdout() + run.stderr()).contains("exit code 3", "    two", "    oh");
        }
        String log = machine.equals("robot") ? "robot/home" : "home";
        List<String> lines =
                Files.readAllLines(lab.folder().resolve(log + "/.local/state/concert-launcher/lab/once.log"));

        assertThat(lines.stream().filter(line -> line.endsWith("Z one"))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.endsWith("Z two"))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.endsWith("Z!oh"))).hasSize(10);
    }

    @Test
    void everyNumberOfAFastWriterIsThere() throws Exception {
        lab.launcherFile("""
                p: {tty: false, persistent: false, log_max_size: 1GB, cmd: "seq 1 3000000; echo done >&2"}
                """);
        Process run = lab.startLauncher("run", "p");
        Lab.await("it writes", () -> Files.exists(lab.log("p")) && Files.size(lab.log("p")) > 1_000_000);

        assertThat(lab.end(run).exitCode()).isZero();

        List<String> lines = logged("p");
        assertThat(lines).hasSize(3_000_001);
        for (int i = 0; i < 3_000_000; i++) {
            assertThat(lines.get(i)).isEqualTo(" " + (i + 1));
        }
        assertThat(lines.get(3_000_000)).isEqualTo("!done");
    }
}
