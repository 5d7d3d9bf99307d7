/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.concert.launcher.access.PasswordHash;
import org.concert.launcher.access.Role;
import org.concert.launcher.access.User;
import org.concert.launcher.access.UsersFile;
import org.junit.jupiter.api.Test;

class SessionsTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PasswordHash HASH = PasswordHash.of("correct horse");
    private static final User ANN = new User("ann", Role.OPERATOR, HASH);
    private static final UsersFile USERS = users(ANN);

    private final AtomicLong nanos = new AtomicLong();
    private final Sessions sessions = new Sessions(nanos::get, Clock.fixed(NOW, ZoneOffset.UTC));

    private static UsersFile users(User user) {
        return new UsersFile(Map.of(user.name(), user), List.of(), true);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void tokenOpensItsSessionAndNoOtherDoes() {
        Sessions.Opened opened = sessions.open(ANN);

        assertThat(sessions.use(opened.token(), USERS).orElseThrow().user()).isEqualTo(ANN);
        assertThat(sessions.use(opened.token() + "x", USERS)).isEmpty();
        assertThat(sessions.use("", USERS)).isEmpty();
        assertThat(opened.token()).hasSize(43);
        assertThat(opened.expires()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void unusedSessionEndsAfterAnHour() {
        String token = sessions.open(ANN).token();

        pass(Duration.ofMinutes(59));
        assertThat(sessions.isOpen(token, USERS)).isTrue();
        pass(Duration.ofMinutes(1));

        assertThat(sessions.use(token, USERS)).isEmpty();
    }

    @Test
    void usedSessionEndsAfterHalfADay() {
        String token = sessions.open(ANN).token();
        for (int i = 0; i < 23; i++) {
            pass(Duration.ofMinutes(30));
            assertThat(sessions.use(token, USERS)).isPresent();
        }

        pass(Duration.ofMinutes(30));

        assertThat(sessions.use(token, USERS)).isEmpty();
    }

    @Test
    void loggedOutSessionIsOver() {
        String token = sessions.open(ANN).token();

        sessions.close(token);

        assertThat(sessions.use(token, USERS)).isEmpty();
    }

    @Test
    void sessionEndsWithTheUserAndWithAnotherRoleOrPassword() {
        String removed = sessions.open(ANN).token();
        String demoted = sessions.open(ANN).token();
        String changed = sessions.open(ANN).token();

        assertThat(sessions.use(removed, new UsersFile(Map.of(), List.of(), true)))
                .isEmpty();
        assertThat(sessions.use(demoted, users(new User("ann", Role.VIEWER, HASH))))
                .isEmpty();
        assertThat(sessions.use(changed, users(new User("ann", Role.OPERATOR, PasswordHash.of("another one")))))
                .isEmpty();
    }

    @Test
    void userWithManySessionsLosesTheOneUsedLongestAgo() {
        Set<String> tokens = new HashSet<>();
        String first = sessions.open(ANN).token();
        for (int i = 0; i < 50; i++) {
            tokens.add(sessions.open(ANN).token());
        }

        assertThat(sessions.use(first, USERS)).isEmpty();
        assertThat(tokens).hasSize(50).allMatch(token -> sessions.isOpen(token, USERS));
    }
}
