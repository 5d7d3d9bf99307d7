/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concert.launcher.cli.internal.view.Samples.description;
import static org.concert.launcher.cli.internal.view.Samples.oneShot;

import java.time.Duration;
import java.util.List;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessOutcome;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.junit.jupiter.api.Test;

class SummaryTests {

    private static final Duration ELAPSED = Duration.ofMillis(3210);
    private static final List<ProcessDescription> DESCRIPTIONS = List.of(
            description("ecat"),
            description("imu"),
            description("xbot2", "ecat", "imu"),
            oneShot("homing", "xbot2"),
            description("cartesio", "homing"));

    @Test
    void startCountsWhatIsReady() {
        assertThat(started(outcome("ecat", Result.STARTED), outcome("imu", Result.STARTED)))
                .isEqualTo(resultsAndNext("2 processes ready in 3.2 s", "ecat"));
    }

    @Test
    void startNamesASingleProcess() {
        assertThat(started(outcome("ecat", Result.STARTED))).isEqualTo(resultsAndNext("ecat ready in 3.2 s", "ecat"));
    }

    @Test
    void startTellsOneShotsApart() {
        assertThat(started(outcome("homing", Result.STARTED))).isEqualTo(results("homing ended with 0 in 3.2 s"));
        assertThat(started(outcome("ecat", Result.STARTED), outcome("homing", Result.STARTED)))
                .isEqualTo(resultsAndNext("ecat ready in 3.2 s; homing ended with 0", "ecat"));
    }

    @Test
    void startSaysWhatRanAlready() {
        var ecat = outcome("ecat", Result.ALREADY_RUNNING);
        var imu = outcome("imu", Result.ALREADY_RUNNING);

        assertThat(started(ecat)).isEqualTo(results("ecat runs already; nothing was changed"));
        assertThat(started(ecat, imu)).isEqualTo(results("2 processes run already; nothing was changed"));
        assertThat(started(ecat, outcome("xbot2", Result.STARTED)))
                .isEqualTo(resultsAndNext("xbot2 ready in 3.2 s; ecat ran already", "xbot2"));
    }

    @Test
    void failureIsToldOnceWithAllThatWasNotStartedBecauseOfIt() {
        var summary = started(
                outcome("ecat", Result.STARTED),
                outcome("imu", Result.FAILED, "exit code 3\nno device\nbye"),
                outcome("xbot2", Result.FAILED, "its dependency imu failed"),
                outcome("homing", Result.FAILED, "its dependency xbot2 failed"));

        assertThat(summary)
                .isEqualTo(new OutcomeSummary(
                        List.of("ecat ready in 3.2 s"),
                        List.of(
                                "imu failed: exit code 3\n  no device\n  bye",
                                "not started because of imu: xbot2, homing"),
                        List.of("Try './concert_launcher watch imu' to see what it printed.")));
    }

    @Test
    void unreachableMachineIsToldOnceForAllItsProcesses() {
        var summary = started(
                outcome("ecat", Result.UNREACHABLE, "Cannot reach robot@host: timeout"),
                outcome("imu", Result.UNREACHABLE, "Cannot reach robot@host: timeout"),
                outcome("camera", Result.UNREACHABLE, "Cannot reach robot@host: timeout"),
                outcome("xbot2", Result.FAILED, "its dependencies failed"));

        assertThat(summary.problems())
                .containsExactly(
                        "ecat, imu, camera: Cannot reach robot@host: timeout",
                        "not started because of ecat, imu: xbot2");
        assertThat(summary.results()).isEmpty();
        assertThat(summary.hints()).isEmpty();
    }

    @Test
    void independentFailuresAreToldOneByOne() {
        var summary = started(outcome("ecat", Result.FAILED, "exit code 1"), outcome("imu", Result.FAILED, ""));

        assertThat(summary.problems()).containsExactly("ecat failed: exit code 1", "imu failed: no reason is known");
    }

    @Test
    void stopCountsAndNames() {
        var ecat = outcome("ecat", Result.STOPPED);
        var imu = outcome("imu", Result.NOT_RUNNING);

        assertThat(stopped(List.of("ecat"), ecat)).isEqualTo(results("ecat stopped in 3.2 s"));
        assertThat(stopped(List.of("ecat", "imu"), ecat, imu))
                .isEqualTo(results("ecat stopped in 3.2 s; imu was not running"));
        assertThat(stopped(List.of(), ecat, imu)).isEqualTo(results("ecat stopped in 3.2 s"));
        assertThat(stopped(List.of(), imu)).isEqualTo(results("Nothing was running"));
    }

    @Test
    void stopThatWasNoOrdinaryOneIsExplained() {
        var ecat = outcome("ecat", Result.STOPPED, "had ended; what it had left was ended");
        var imu = outcome("imu", Result.STOPPED, "stopped by SIGINT in 3 ms");

        assertThat(stopped(List.of(), ecat, imu))
                .isEqualTo(new OutcomeSummary(
                        List.of("2 processes stopped in 3.2 s", "ecat had ended; what it had left was ended"),
                        List.of(),
                        List.of()));
    }

    @Test
    void stopThatFailsHintsAtForce() {
        var summary = stopped(List.of("ecat"), outcome("ecat", Result.FAILED, "still alive"));

        assertThat(summary)
                .isEqualTo(new OutcomeSummary(
                        List.of(),
                        List.of("ecat failed: still alive"),
                        List.of("Try '--force' to begin with SIGKILL.")));
    }

    private static OutcomeSummary started(ProcessOutcome... processes) {
        return StartSummary.of(
                new Outcome(List.of(processes)), DESCRIPTIONS, ELAPSED, command -> "./concert_launcher " + command);
    }

    private static OutcomeSummary stopped(List<String> asked, ProcessOutcome... processes) {
        return StopSummary.of(
                new Outcome(List.of(processes)), asked, ELAPSED, command -> "./concert_launcher " + command);
    }

    private static OutcomeSummary resultsAndNext(String results, String name) {
        return new OutcomeSummary(
                List.of(results),
                List.of(),
                List.of("Try next: ./concert_launcher status, ./concert_launcher watch " + name
                        + ", ./concert_launcher kill --all"));
    }

    private static OutcomeSummary results(String line) {
        return new OutcomeSummary(List.of(line), List.of(), List.of());
    }

    private static ProcessOutcome outcome(String name, Result result) {
        return outcome(name, result, "");
    }

    private static ProcessOutcome outcome(String name, Result result, String message) {
        return new ProcessOutcome(name, result, message, null);
    }
}
