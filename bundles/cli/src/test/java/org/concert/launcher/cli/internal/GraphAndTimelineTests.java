/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.History;
import org.concert.launcher.api.HistoryEntry;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.view.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphAndTimelineTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));

    @BeforeEach
    void letSomeDependOnOthers() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        cli.launcher
                .with(Samples.description("ecat"))
                .with(Samples.description("core", "ecat"))
                .with(process("core")
                        .state(ProcessState.READY)
                        .pid(1)
                        .startTime(CommandRun.NOW)
                        .readyTime(CommandRun.NOW.plusSeconds(2)));
    }

    @Test
    void graphAsksNoMachine() {
        assertThat(cli.run("graph")).isZero();

        assertThat(cli.out()).isEqualTo("core\n`- ecat\n");
        assertThat(cli.launcher.asked).containsExactly("close");
    }

    @Test
    void whatSeveralNeedIsDrawnInFullOnce() {
        cli.launcher.with(Samples.description("arm", "core", "ecat"));

        cli.run("graph");

        assertThat(cli.out()).isEqualTo("arm\n|- core\n|  `- ecat\n`- ecat (see above)\n");
    }

    @Test
    void graphIsForOtherProgramsToo() {
        cli.run("graph", "--format", "mermaid");
        assertThat(cli.out()).startsWith("flowchart LR\n").contains("p0 --> p1");

        cli.run("graph", "core", "--format", "dot", "--by", "machine");
        assertThat(cli.out()).contains("digraph", "label=\"local\"", "label=\"core\"");
    }

    @Test
    void timelineOfTheLastStartLooksOnce() {
        assertThat(cli.run("timeline")).isZero();

        assertThat(cli.out()).contains("core |", "ready in 2.0 s", "Critical path: core (2.0 s)");
        assertThat(cli.launcher.asked).containsExactly("look []", "close");
    }

    @Test
    void timelineOfAnHourIsThatOfTheLogs() {
        cli.launcher.history = new History(
                List.of(new HistoryEntry(
                        CommandRun.NOW, "core", "robot", "local", HistoryEntry.Kind.STARTED, "started", List.of())),
                Map.of("arm", "Cannot reach arm: timeout"));

        assertThat(cli.run("timeline", "--since", "1h")).isEqualTo(3);

        assertThat(cli.out()).contains("core |", "| runs");
        assertThat(cli.err()).isEqualTo("concert_launcher: Cannot reach arm: timeout\n");
        assertThat(cli.launcher.asked).containsExactly("history [] 2026-01-01T13:03:07.120Z", "close");
    }

    @Test
    void nothingStartedIsSaid() {
        cli.launcher.with(process("core"));

        cli.run("timeline");

        assertThat(cli.out()).isEqualTo("Nothing was started\n");
    }
}
