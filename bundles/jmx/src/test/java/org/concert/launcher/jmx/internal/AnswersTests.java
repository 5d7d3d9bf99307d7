/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersTests {

    @Test
    void answerThatDoesNotComeInTimeIsCalledOff() {
        var answers = new Answers(Duration.ofMillis(20));
        var never = new CompletableFuture<String>();

        assertThatThrownBy(() -> answers.soon("show the output of imu", () -> never))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("Cannot show the output of imu: no answer within 20 ms");
        assertThat(never).isCancelled();
    }

    @Test
    void interruptIsRestored() {
        var answers = new Answers(Duration.ofSeconds(10));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> answers.soon("ask", CompletableFuture::new)).hasMessage("Cannot ask: interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void bugInTheLauncherReachesTheClientAsText() {
        assertThatThrownBy(() -> Answers.now("start imu", () -> {
                    throw new UnsupportedOperationException("not yet");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage("Cannot start imu: java.lang.UnsupportedOperationException: not yet");
    }
}
