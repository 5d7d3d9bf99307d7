/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTests {

    private static final String RIGHT = "correct horse";

    /** One of {@link #RIGHT} that is checked a hundred times sooner: by so few iterations as a file of users may have. */
    private static final PasswordHash QUICK_HASH = PasswordHash.parse(
                    "$pbkdf2-sha512$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ")
            .orElseThrow();

    private static final String HERE = "10.0.0.1";
    private static final String ELSEWHERE = "10.0.0.2";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Credentials credentials = new Credentials(nanos::get);
    private Users users;

    @BeforeEach
    void addUser() throws Exception {
        users = new Users(folder.resolve("users"));
        users.put(new User("ann", Role.OPERATOR, QUICK_HASH));
    }

    @Test
    void rightPasswordIsLetInAndAWrongOneIsNot() {
        assertThat(check(RIGHT, HERE).user()).isNotNull();
        assertThat(check("wrong horse", HERE).user()).isNull();
    }

    /** Else guesses could be made at full speed, and the right one be told by the answer. */
    @Test
    void whoeverHasToWaitIsNotLetInByThePasswordThatIsKnown() {
        assertThat(check(RIGHT, HERE).user()).isNotNull();
        guessUntilDelayed();

        Credentials.Checked right = check(RIGHT, HERE);

        assertThat(right.user()).isNull();
        assertThat(right.isDelayed()).isTrue();
    }

    @Test
    void theSameUserIsLetInFromElsewhereAndHereAfterTheWait() {
        guessUntilDelayed();

        assertThat(check(RIGHT, ELSEWHERE).user()).isNotNull();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(check(RIGHT, HERE).user()).isNotNull();
    }

    @Test
    void passwordThatWasChangedIsKnownNoMore() throws Exception {
        assertThat(check(RIGHT, HERE).user()).isNotNull();
        users.put(new User("ann", Role.OPERATOR, PasswordHash.of("another horse")));

        assertThat(check(RIGHT, HERE).user()).isNull();
    }

    private void guessUntilDelayed() {
        for (int i = 0; i < 5; i++) {
            assertThat(check("wrong horse", HERE).isDelayed()).isFalse();
        }
        assertThat(check("wrong horse", HERE).isDelayed()).isTrue();
    }

    private Credentials.Checked check(String password, String address) {
        return credentials.check("ann", password, address, users.now());
    }
}
