/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.json.SnapshotBuilder.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.OutputLine;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.cli.internal.watch.BacklogMerge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCommandTests {

    private final CommandRun cli = new CommandRun(Path.of("nowhere"));
    private final FakeLauncher launcher = cli.launcher;

    @BeforeEach
    void describe() {
        cli.variables.put("CONCERT_LAUNCHER_DEFAULT_CONFIG", "/");
        launcher.with(process("imu")).with(process("xbot2"));
        launcher.outputs.put("imu", new FakeOutput("one", "two error", "three"));
        launcher.outputs.put("xbot2", new FakeOutput("an error", "fine"));
    }

    @Test
    void oneProcessIsShownAsItPrints() {
        int code = cli.run("watch", "imu");

        assertThat(cli.out()).isEqualTo("one\ntwo error\nthree\n");
        assertThat(launcher.asked).containsExactly("output imu LAST_LINES 20 and follow", "close");
        assertThat(launcher.outputs.get("imu").closed).isTrue();
        assertThat(code).isZero();
    }

    @Test
    void withoutANameAllAreShownWithTheirNames() {
        cli.run("watch", "-n", "5", "--no-follow");

        assertThat(cli.out())
                .isEqualTo("imu   | one\nimu   | two error\nimu   | three\nxbot2 | an error\nxbot2 | fine\n");
        assertThat(launcher.asked).containsExactly("output imu LAST_LINES 5", "output xbot2 LAST_LINES 5", "close");
    }

    @Test
    void linesCanBeCountedFromTheFirst() {
        cli.run("watch", "imu", "-n", "+2");

        assertThat(launcher.asked).contains("output imu LINE_NUMBER 2 and follow");
    }

    @Test
    void whatTheCaptureSaysIsMarked() {
        launcher.outputs.put("imu", new FakeOutput("# started", "one", "# ended with exit code 0"));

        cli.run("watch", "imu", "--no-follow");

        assertThat(cli.out()).isEqualTo("# started\none\n# ended with exit code 0\n");
    }

    @Test
    void timeOfEachLineIsShownOnRequest() {
        cli.run("watch", "xbot2", "-t");

        assertThat(cli.out()).isEqualTo("2026-01-02 03:04:05.678 an error\n2026-01-02 03:04:05.678 fine\n");
    }

    @Test
    void grepLeavesOutOtherLines() {
        cli.run("watch", "--grep", "^an|t.o");

        assertThat(cli.out()).isEqualTo("imu   | two error\nxbot2 | an error\n");
    }

    @Test
    void unknownNameIsRefusedBeforeAnythingIsShown() {
        int code = cli.run("watch", "imu", "imi");

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).isEqualTo("concert_launcher: no process 'imi'\n");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void lostMachineIsToldAndTheOthersAreShown() {
        launcher.outputs.put(
                "imu",
                new FakeOutput(CompletableFuture.failedFuture(new TransportException("Cannot reach a@b: reset"))));

        int code = cli.run("watch");

        assertThat(cli.out()).isEqualTo("xbot2 | an error\nxbot2 | fine\n");
        assertThat(cli.err()).isEqualTo("concert_launcher: imu: Cannot reach a@b: reset\n");
        assertThat(code).isEqualTo(3);
    }

    @Test
    void watchingEndsWhenNobodyReadsAnyMore() {
        launcher.outputs.put("imu", new FakeOutput(new CompletableFuture<>(), "one"));
        cli.pipe = true;
        cli.outStream = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(cli.run("watch", "imu")).isZero();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void linesBeforeATimeAreLeftOut() {
        assertThat(cli.run("watch", "imu", "--no-follow", "--since", "2026-01-02T03:04:06"))
                .isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(launcher.asked).contains("output imu LINE_NUMBER 1");

        assertThat(cli.run("watch", "imu", "--no-follow", "--since", "2026-01-02"))
                .isZero();
        assertThat(cli.out()).isEqualTo("one\ntwo error\nthree\n");
    }

    @Test
    void unendedLineIsShownToWhoFollowsAndToWhoDoesNot() {
        launcher.outputs.put("imu", new FakeOutput("one", "...Erase? [y/N] "));

        cli.run("watch", "imu");
        assertThat(cli.out()).isEqualTo("one\nErase? [y/N] \n");

        cli.run("watch", "imu", "--no-follow");
        assertThat(cli.out()).isEqualTo("one\nErase? [y/N] \n".repeat(2));
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void streamOfSeveralOrOfChosenLinesHasWholeLinesOnly() {
        launcher.outputs.put("imu", new FakeOutput("...Erase? [y/N] ", "Erase? [y/N] y"));

        cli.run("watch", "imu", "xbot2");
        assertThat(cli.out()).contains("imu   | Erase? [y/N] y\n").doesNotContain("Erase? [y/N] \n");

        cli.run("watch", "imu", "--grep", "N. ");
        assertThat(cli.out()).endsWith("fine\nErase? [y/N] y\n");
    }

    @Test
    void whoWatchesWhatNeverRanIsTold() {
        launcher.outputs.put("imu", new FakeOutput());

        assertThat(cli.run("watch", "imu", "xbot2", "--no-follow")).isZero();

        assertThat(cli.err()).isEqualTo("concert_launcher: Nothing printed so far by imu\n");
        assertThat(cli.out()).contains("an error");
    }

    @Test
    void backlogOfSeveralIsByTimeAndThatOfOneInItsOrder() {
        List<String> shown = new ArrayList<>();
        var merge = new BacklogMerge(List.of("a", "b"), line -> shown.add(line.text()));

        merge.of("a").line(line("a", 1, "first"));
        merge.of("a").line(line("a", 3, "third"));
        merge.of("a").line(line("a", null, "after the third"));
        merge.of("a").caughtUp();
        assertThat(shown).isEmpty();
        merge.of("b").line(line("b", 2, "second"));
        merge.of("b").caughtUp();
        merge.of("b").line(line("b", 0, "late"));

        assertThat(shown).containsExactly("first", "second", "third", "after the third", "late");
        assertThat(merge.done()).isDone();
    }

    @Test
    void unendedLinesComeBehindTheBacklogUnlessTheyHaveEndedMeanwhile() {
        List<String> shown = new ArrayList<>();
        var merge = new BacklogMerge(List.of("a", "b"), new Launcher.OutputSink() {
            @Override
            public void line(OutputLine line) {
                shown.add(line.text());
            }

            @Override
            public void unended(OutputLine line) {
                shown.add(line.text() + "...");
            }
        });

        merge.of("a").unended(line("a", 1, "asks"));
        merge.of("b").unended(line("b", 2, "5%"));
        merge.of("b").line(line("b", 2, "5% 6%"));
        assertThat(merge.silent()).isEmpty();
        merge.release();
        merge.of("b").unended(line("b", 3, "7%"));

        assertThat(shown).containsExactly("5% 6%", "asks...", "7%...");
    }

    @Test
    void processThatIsSlowToAnswerHoldsUpNobodyOnceThatIsGivenUp() {
        List<String> shown = new ArrayList<>();
        var merge = new BacklogMerge(List.of("a", "b"), line -> shown.add(line.text()));
        merge.of("a").line(line("a", 1, "first"));

        merge.release();
        merge.of("a").line(line("a", 2, "second"));

        assertThat(shown).containsExactly("first", "second");
    }

    private static OutputLine line(String process, @Nullable Integer second, String text) {
        Instant time = second == null ? null : Instant.EPOCH.plusSeconds(second + 1);
        return new OutputLine(
                process, OutputLine.Kind.OUTPUT, time, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }
}
