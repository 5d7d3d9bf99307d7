/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concert.launcher.api.MonitorSession;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.TargetPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types what docs/habits.md says that people type, and sees whether what it says happens. */
class HabitsTests {

    private static final Path TABLE = Path.of("docs/habits.md");

    @TempDir
    Path folder;

    static Stream<Arguments> habits() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .map(cells -> Arguments.of(cells[1].replace("`", ""), cells[3]));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void typedFromHabitItDoesWhatTheTableSays(String typed, String said) throws IOException {
        CommandRun typing = cli();
        int code = typing.run(typed.split(" "));

        if (said.startsWith("`")) {
            CommandRun ours = cli();
            int ourCode = ours.run(said.replace("`", "").split(" "));
            assertThat(typing.err()).doesNotContain("Unknown", "Unexpected");
            assertThat(code).isEqualTo(ourCode);
            assertThat(typing.launcher.asked).isEqualTo(ours.launcher.asked);
            assertThat(typing.out()).isEqualTo(ours.out());
            assertThat(typing.err()).isEqualTo(ours.err());
            assertThat(typing.foreground).isEqualTo(ours.foreground);
        } else {
            assertThat(typing.err()).startsWith("concert_launcher: " + said + "\n");
            assertThat(code).isEqualTo(2);
        }
    }

    @Test
    void thereAreFortyOfThem() throws IOException {
        assertThat(habits()).hasSizeGreaterThanOrEqualTo(40);
    }

    /** A camera that runs, a target, and somebody who answers yes. */
    private CommandRun cli() throws IOException {
        Files.writeString(folder.resolve("launcher.yaml"), "camera: {cmd: x}\n");
        CommandRun cli = new CommandRun(folder);
        cli.confirms = true;
        cli.launcher.with(process("camera").state(ProcessState.READY).pid(1));
        cli.launcher.outcome.complete(new Outcome(List.of()));
        cli.launcher.targets.put("field", new TargetPlan("field", List.of()));
        cli.launcher.outputs.putAll(Map.of("camera", new FakeOutput("one", "two")));
        cli.launcher.monitor.complete(new MonitorSession(
                "robot-mon",
                "/socket",
                List.of("camera"),
                List.of(),
                List.of("tmux", "attach"),
                List.of("tmux", "switch")));
        return cli;
    }
}
