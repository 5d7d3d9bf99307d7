/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.concert.launcher.access.Account;
import org.concert.launcher.access.Role;
import org.junit.jupiter.api.Test;

class SessionsTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Account ANN = new Account("ann", Role.OPERATOR, () -> true);

    private final AtomicLong nanos = new AtomicLong();
    private final Sessions sessions = new Sessions(nanos::get, Clock.fixed(NOW, ZoneOffset.UTC));

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void tokenOpensItsSessionAndNoOtherDoes() {
        Sessions.Opened opened = sessions.open(ANN);

        assertThat(sessions.use(opened.token()).orElseThrow().account()).isEqualTo(ANN);
        assertThat(sessions.use(opened.token() + "x")).isEmpty();
        assertThat(sessions.use("")).isEmpty();
        assertThat(opened.token()).hasSize(43);
        assertThat(opened.expires()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void unusedSessionEndsAfterAnHour() {
        String token = sessions.open(ANN).token();

        pass(Duration.ofMinutes(59));
        assertThat(sessions.isOpen(token)).isTrue();
        pass(Duration.ofMinutes(1));

        assertThat(sessions.use(token)).isEmpty();
    }

    @Test
    void usedSessionEndsAfterHalfADay() {
        String token = sessions.open(ANN).token();
        for (int i = 0; i < 23; i++) {
            pass(Duration.ofMinutes(30));
            assertThat(sessions.use(token)).isPresent();
        }

        pass(Duration.ofMinutes(30));

        assertThat(sessions.use(token)).isEmpty();
    }

    @Test
    void loggedOutSessionIsOver() {
        String token = sessions.open(ANN).token();

        sessions.close(token);

        assertThat(sessions.use(token)).isEmpty();
    }

    @Test
    void sessionEndsWithTheUserAndWithAnotherRoleOrPassword() {
        AtomicBoolean current = new AtomicBoolean(true);
        String token =
                sessions.open(new Account("ann", Role.OPERATOR, current::get)).token();
        assertThat(sessions.isOpen(token)).isTrue();

        current.set(false);

        assertThat(sessions.use(token)).isEmpty();
        current.set(true);
        assertThat(sessions.use(token)).as("gone for good").isEmpty();
    }

    @Test
    void userWithManySessionsLosesTheOneUsedLongestAgo() {
        Set<String> tokens = new HashSet<>();
        String first = sessions.open(ANN).token();
        for (int i = 0; i < 50; i++) {
            tokens.add(sessions.open(ANN).token());
        }

        assertThat(sessions.use(first)).isEmpty();
        assertThat(tokens).hasSize(50).allMatch(token -> sessions.isOpen(token));
    }
}
