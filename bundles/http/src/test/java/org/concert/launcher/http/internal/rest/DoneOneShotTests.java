/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.junit.jupiter.api.Test;

/** What the two APIs make of a one-shot that ended with 0. */
class DoneOneShotTests {

    @Test
    void isStoppedInTheWordsOfTheOldApi() {
        assertThat(OldProcesses.status(ProcessState.DONE)).isEqualTo("Stopped");
    }

    @Test
    void needNotBeStopped() {
        assertThat(Action.STOP.isThereAlready(ProcessState.DONE)).isTrue();
        assertThat(Action.STOP.already()).isEqualTo(Result.NOT_RUNNING);
        assertThat(Action.START.isThereAlready(ProcessState.DONE))
                .as("to start it is to run it again")
                .isFalse();
    }

    @Test
    void isWhatAStartAndARestartAreFor() {
        assertThat(Action.START.result(ProcessState.DONE)).isEqualTo(Result.STARTED);
        assertThat(Action.RESTART.result(ProcessState.DONE)).isEqualTo(Result.STARTED);
        assertThat(Action.START.result(ProcessState.STOPPED)).isNull();
    }
}
