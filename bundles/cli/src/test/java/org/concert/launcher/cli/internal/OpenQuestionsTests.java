/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.OutputLine.Kind;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.cli.internal.command.OpenQuestions;
import org.concert.launcher.json.SnapshotBuilder;
import org.junit.jupiter.api.Test;

/** What a start tells of processes that may wait for a person. */
class OpenQuestionsTests {

    private static final String QUESTION = "...\u001b[1mErase the map?\u001b[0m [y/N] ";

    private final FakeLauncher launcher = new FakeLauncher();
    private final FakeOutput output = new FakeOutput(new CompletableFuture<>(), QUESTION);
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final OpenQuestions questions =
            new OpenQuestions(launcher, clock.withZone(ZoneOffset.UTC), command -> "concert_launcher " + command);

    OpenQuestionsTests() {
        launcher.with(SnapshotBuilder.process("erase"));
        launcher.outputs.put("erase", output);
    }

    @Test
    void lineThatStandsUnendedIsToldWithHowToAnswer() {
        look(ProcessState.RUNNING, 0, 1, 2, 3, 4);

        assertThat(launcher.asked).containsExactly("output erase LAST_LINES 0 and follow");
        assertThat(questions.asking(process(ProcessState.RUNNING)).message())
                .isEqualTo("its last line has not ended: Erase the map? [y/N]");
        assertThat(questions.askingAndHow(process(ProcessState.RUNNING)).message())
                .isEqualTo("its last line has not ended: Erase the map? [y/N];"
                        + " to type there: concert_launcher attach erase");
        assertThat(questions.hints(List.of(process(ProcessState.RUNNING))))
                .containsExactly("To type there: concert_launcher attach erase");
    }

    @Test
    void processThatIsReadySoonIsNotFollowed() {
        look(ProcessState.RUNNING, 0);
        look(ProcessState.READY, 1, 2);

        assertThat(launcher.asked).isEmpty();
    }

    @Test
    void lineThatHasJustChangedIsNoQuestionNorIsOneThatHasEnded() {
        look(ProcessState.RUNNING, 0, 1);
        assertThat(questions.hints(List.of(process(ProcessState.RUNNING)))).isEmpty();

        at(10);
        Objects.requireNonNull(output.sink).unended(FakeOutput.output("erase", Kind.OUTPUT, "5%"));
        assertThat(questions.hints(List.of(process(ProcessState.RUNNING)))).isEmpty();
        at(11);
        assertThat(questions.hints(List.of(process(ProcessState.RUNNING)))).hasSize(1);

        Objects.requireNonNull(output.sink).line(FakeOutput.output("erase", Kind.OUTPUT, "5% done"));
        assertThat(questions.hints(List.of(process(ProcessState.RUNNING)))).isEmpty();
    }

    @Test
    void endOfTheProcessOrOfTheWaitingEndsTheFollowing() {
        look(ProcessState.RUNNING, 0, 2);
        look(ProcessState.DONE, 5);
        assertThat(output.closed).isTrue();
        assertThat(questions.asking(process(ProcessState.DONE)).message()).isEmpty();

        output.closed = false;
        look(ProcessState.RUNNING, 6, 8);
        questions.close();
        assertThat(output.closed).isTrue();
    }

    private void look(ProcessState state, int... seconds) {
        for (int second : seconds) {
            at(second);
            questions.look(process(state));
        }
    }

    private void at(int second) {
        now = Instant.EPOCH.plusSeconds(second);
    }

    private static ProcessSnapshot process(ProcessState state) {
        return SnapshotBuilder.process("erase").state(state).build();
    }
}
