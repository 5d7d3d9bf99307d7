/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs, and what it uses, is shown as it changes. */
class StatusIT {

    @Test
    void treeShowsThePrograms() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: 'sleep 100000 & setsid sleep 200000 & wait'}\nq: {cmd: sleep 300000}\n");
            lab.launcher("run", "p");

            var shown = lab.launcher("status", "--pstree");

            assertThat(shown.exitCode()).as(shown.stderr()).isZero();
            assertThat(shown.stdout().lines())
                    .anyMatch(line -> line.matches("p +lab .*READY.*"))
                    .anyMatch(line -> line.matches("  \\d+ bash -ic .*"))
                    .anyMatch(line -> line.matches("  [`|├└].* \\d+ sleep 100000"))
                    .anyMatch(line -> line.matches("  \\d+ sleep 200000"))
                    .anyMatch(line -> line.matches("q +lab .*STOPPED.*"))
                    .noneMatch(line -> line.contains("sleep 300000"));
        }
    }

    @Test
    void watchedFiguresRiseWithTheProgramsAndEndWithThem() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("""
                    busy: {cmd: 'while :; do (for ((i = 0; i < 20000; i++)); do :; done); done'}
                    idle: {cmd: sleep 100000}
                    """);
            lab.launcher("run", "busy", "idle");
            Process watch = lab.startLauncher("status", "-w", "--json");
            try {
                Lab.await("busy uses CPU", () -> cpu(lastOf(lab, watch), "busy") > 5);
                assertThat(cpu(lastOf(lab, watch), "busy"))
                        .isLessThanOrEqualTo(100.0 * Runtime.getRuntime().availableProcessors());
                assertThat(cpu(lastOf(lab, watch), "idle")).isLessThan(5);
                assertThat(figure(lastOf(lab, watch), "idle", "residentBytes")).matches("[1-9]\\d{5,7}");

                lab.launcher("kill", "busy");

                Lab.await("the end", () -> lastOf(lab, watch).contains("\"STOPPED\""));
                assertThat(figure(lastOf(lab, watch), "busy", "residentBytes")).isEqualTo("null");
            } finally {
                interrupt(watch);
            }
            assertThat(lab.end(watch).exitCode()).isEqualTo(130);
        }
    }

    @Test
    void terminalShowsALiveTableUntilCtrlC() throws Exception {
        try (Lab lab = new Lab()) {
            lab.launcherFile("p: {cmd: sleep 100000}\n");
            lab.tmux("new-session", "-d", "-s", "person", "-x", "60", "-y", "12", lab.terminalLine("status", "-w"));
            Lab.await("a table", () -> screen(lab).contains("STOPPED"));

            lab.launcher("run", "p");
            Lab.await("the change", () -> screen(lab).matches("(?s).* READY .* \\d+s  .*"));
            lab.tmux("send-keys", "-t", "person:", "C-c");

            Lab.await("the end", () -> screen(lab).contains("left with 130"));
            assertThat(screen(lab).lines().filter(line -> line.startsWith("p ")))
                    .hasSize(1);
        }
    }

    private static String screen(Lab lab) {
        try {
            return lab.tmux("capture-pane", "-p", "-t", "person:");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String lastOf(Lab lab, Process watch) {
        try (Stream<String> lines = Files.lines(lab.outputOf(watch))) {
            return lines.filter(line -> line.endsWith("]}")).reduce("", (first, second) -> second);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double cpu(String document, String process) {
        String cpu = figure(document, process, "cpuPercent");
        return cpu.equals("null") ? 0 : Double.parseDouble(cpu);
    }

    private static String figure(String document, String process, String name) {
        Matcher figure = Pattern.compile("\"name\":\"" + process + "\".*?\"" + name + "\":([0-9.]+|null)")
                .matcher(document);
        return figure.find() ? figure.group(1) : "null";
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
}
