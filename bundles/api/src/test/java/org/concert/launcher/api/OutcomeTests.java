/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.junit.jupiter.api.Test;

class OutcomeTests {

    @Test
    void outcomeIsGoodWhenEveryProcessIsAsItWasAskedFor() {
        assertThat(outcome(Result.STARTED, Result.ALREADY_RUNNING, Result.STOPPED, Result.NOT_RUNNING)
                        .ok())
                .isTrue();
        assertThat(outcome().ok()).isTrue();
    }

    @Test
    void oneProcessThatFailedSpoilsIt() {
        assertThat(outcome(Result.STARTED, Result.FAILED).ok()).isFalse();
        assertThat(outcome(Result.STARTED, Result.FAILED).unreachable()).isFalse();
    }

    @Test
    void unreachableMachineIsToldFromAFailure() {
        assertThat(outcome(Result.STARTED, Result.UNREACHABLE).ok()).isFalse();
        assertThat(outcome(Result.STARTED, Result.UNREACHABLE).unreachable()).isTrue();
    }

    @Test
    void processesAreFoundByName() {
        var outcome = outcome(Result.STARTED, Result.FAILED);

        assertThat(outcome.of("FAILED")).map(ProcessOutcome::result).contains(Result.FAILED);
        assertThat(outcome.of("nobody")).isEmpty();
    }

    private static Outcome outcome(Result... results) {
        List<ProcessOutcome> processes = Stream.of(results)
                .map(result -> new ProcessOutcome(result.name(), result, "", null))
                .toList();
        return new Outcome(processes);
    }
}
