/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
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
    private final List<String> askedFor = new CopyOnWriteArrayList<>();
    private final Authenticators others = new Authenticators(Duration.ofSeconds(30), nanos::get);
    private Users users;
    private Credentials credentials;

    @BeforeEach
    void addUser() throws Exception {
        users = new Users(folder.resolve("users"));
        credentials = new Credentials(users, others, nanos::get);
        users.put(new User("ann", Role.OPERATOR, QUICK_HASH));
    }

    @Test
    void rightPasswordIsLetInAndAWrongOneIsNot() {
        assertThat(check(RIGHT, HERE).account()).isNotNull();
        assertThat(check("wrong horse", HERE).account()).isNull();
    }

    /** Else guesses could be made at full speed, and the right one be told by the answer. */
    @Test
    void whoeverHasToWaitIsNotLetInByThePasswordThatIsKnown() {
        assertThat(check(RIGHT, HERE).account()).isNotNull();
        guessUntilDelayed();

        Credentials.Checked right = check(RIGHT, HERE);

        assertThat(right.account()).isNull();
        assertThat(right.isDelayed()).isTrue();
    }

    @Test
    void theSameUserIsLetInFromElsewhereAndHereAfterTheWait() {
        guessUntilDelayed();

        assertThat(check(RIGHT, ELSEWHERE).account()).isNotNull();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(check(RIGHT, HERE).account()).isNotNull();
    }

    @Test
    void passwordThatWasChangedIsKnownNoMore() throws Exception {
        assertThat(check(RIGHT, HERE).account()).isNotNull();
        users.put(new User("ann", Role.OPERATOR, PasswordHash.of("another horse")));

        assertThat(check(RIGHT, HERE).account()).isNull();
    }

    @Test
    void whoIsNotInTheFileIsLetInByOneWhoVouches() {
        vouchFor("bob");

        Account bob = credentials.check("bob", RIGHT, HERE).account();

        assertThat(bob).isNotNull();
        assertThat(bob.name()).isEqualTo("bob");
        assertThat(bob.role()).isEqualTo(Role.VIEWER);
        assertThat(bob.isCurrent()).isTrue();
        assertThat(credentials.check("eve", RIGHT, HERE).account()).isNull();
    }

    @Test
    void whoIsInTheFileIsCheckedByTheFileAlone() {
        vouchFor("ann");

        Credentials.Checked wrong = check("wrong horse", HERE);
        Account right = check(RIGHT, HERE).account();

        assertThat(wrong.account()).isNull();
        assertThat(right.role()).isEqualTo(Role.OPERATOR);
        assertThat(askedFor).isEmpty();
    }

    @Test
    void othersSayNothingOfAnEmptyPasswordNorOfWhatIsNoName() {
        vouchFor("bob");

        assertThat(credentials.check("bob", "", HERE).account()).isNull();
        assertThat(credentials.check("uid=bob,*", RIGHT, HERE).account()).isNull();
        assertThat(askedFor).isEmpty();
    }

    @Test
    void passwordThatWasRightIsNotAskedForAgainForTenMinutes() {
        vouchFor("bob");

        assertThat(credentials.check("bob", RIGHT, HERE).account()).isNotNull();
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(credentials.check("bob", RIGHT, HERE).account()).isNotNull();
        assertThat(askedFor).containsExactly("bob");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(credentials.check("bob", RIGHT, HERE).account()).isNotNull();

        assertThat(askedFor).containsExactly("bob", "bob");
    }

    @Test
    void guessesAreSlowedDownWhoeverIsAsked() {
        vouchFor("bob");
        for (int i = 0; i < 5; i++) {
            assertThat(credentials.check("bob", "wrong horse", HERE).failures()).isEqualTo(i + 1);
        }

        Credentials.Checked delayed = credentials.check("bob", RIGHT, HERE);

        assertThat(delayed.isDelayed()).isTrue();
        assertThat(askedFor).hasSize(5);
    }

    @Test
    void whoeverIsPutIntoTheFileIsNoLongerWhoOthersVouchedFor() throws Exception {
        vouchFor("bob");
        Account bob = credentials.check("bob", RIGHT, HERE).account();

        users.put(new User("bob", Role.OPERATOR, PasswordHash.of("another horse")));

        assertThat(bob.isCurrent()).isFalse();
        assertThat(credentials.check("bob", RIGHT, HERE).account()).isNull();
    }

    @Test
    void accountEndsWithTheOneWhoVouchedForIt() {
        Authenticator gone = vouchFor("bob");
        Account bob = credentials.check("bob", RIGHT, HERE).account();

        others.remove(gone);

        assertThat(bob.isCurrent()).isFalse();
        assertThat(credentials.check("bob", RIGHT, HERE).account()).isNull();
    }

    @Test
    void nobodyIsLetInWithoutLoginWhileThereIsOneWhoVouches() throws Exception {
        users.remove("ann");
        assertThat(credentials.isLoginRequired()).isFalse();

        Authenticator authenticator = vouchFor("bob");
        assertThat(credentials.isLoginRequired()).isTrue();
        others.remove(authenticator);

        assertThat(credentials.isLoginRequired()).isFalse();
    }

    @Test
    void fileOfWhichNothingCanBeUsedLetsNobodyInByOthersEither() throws Exception {
        vouchFor("bob");
        Files.writeString(users.file(), "bob: no line of ours at all\n");

        assertThat(credentials.check("bob", RIGHT, HERE).account()).isNull();
        assertThat(askedFor).isEmpty();
    }

    @Test
    void refusalTellsThatSomebodyCouldNotBeAsked() {
        others.add(any -> 0, (user, password) -> {
            throw new IOException("no directory at 10.0.0.9");
        });

        assertThat(credentials.check("bob", RIGHT, HERE).complaint()).contains("did not answer");
        assertThat(check("wrong horse", HERE).complaint()).isEqualTo("the user name or the password is wrong");
    }

    /** Have {@link #RIGHT} be the password of a viewer. */
    private Authenticator vouchFor(String name) {
        Authenticator authenticator = (user, password) -> {
            askedFor.add(user);
            return user.equals(name) && password.equals(RIGHT) ? Optional.of(Role.VIEWER) : Optional.empty();
        };
        others.add(any -> 0, authenticator);
        return authenticator;
    }

    @AfterEach
    void endThreads() {
        others.close();
    }

    private void guessUntilDelayed() {
        for (int i = 0; i < 5; i++) {
            assertThat(check("wrong horse", HERE).isDelayed()).isFalse();
        }
        assertThat(check("wrong horse", HERE).isDelayed()).isTrue();
    }

    private Credentials.Checked check(String password, String address) {
        return credentials.check("ann", password, address);
    }
}
