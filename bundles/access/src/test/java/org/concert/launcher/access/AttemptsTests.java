/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTests {

    private final AtomicLong now = new AtomicLong();
    private final Attempts attempts = new Attempts(now::get);

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(user, address);
        }
    }

    @Test
    void fourMistakesCostNothing() {
        fail(4, "ann", "10.0.0.7");

        assertThat(attempts.delay("ann", "10.0.0.7")).isZero();
    }

    @Test
    void waitDoublesUpToHalfAMinute() {
        fail(4, "ann", "10.0.0.7");
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.failed("ann", "10.0.0.7");
            waits.add(attempts.delay("ann", "10.0.0.7").toSeconds());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void waitEnds() {
        fail(5, "ann", "10.0.0.7");

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(attempts.delay("ann", "10.0.0.7")).isZero();
    }

    @Test
    void userGetsInFromAnotherAddress() {
        fail(1_000, "ann", "10.0.0.7");

        assertThat(attempts.delay("ann", "10.0.0.8")).isZero();
    }

    @Test
    void guessingAtManyUsersDelaysTheAddress() {
        for (int i = 0; i < 10; i++) {
            attempts.failed("user" + i, "10.0.0.7");
        }

        assertThat(attempts.delay("another", "10.0.0.7")).isPositive();
    }

    @Test
    void successForgetsTheFailuresOfThisUserOnly() {
        fail(10, "ann", "10.0.0.7");

        attempts.succeeded("ann", "10.0.0.7");

        assertThat(attempts.delay("ann", "10.0.0.7")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void failuresAreForgottenInTime() {
        fail(9, "ann", "10.0.0.7");
        now.addAndGet(Duration.ofMinutes(16).toNanos());

        assertThat(attempts.failed("ann", "10.0.0.7")).isEqualTo(1);
    }
}
