/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AuthenticatorsTests {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch end = new CountDownLatch(1);
    private Authenticators authenticators = new Authenticators(LONG, () -> 0);

    @AfterEach
    void close() {
        end.countDown();
        authenticators.close();
    }

    private Authenticators.Answer ask() {
        return authenticators.ask("bob", "correct horse", () -> true);
    }

    @Test
    void theOneOfTheGreatestRankIsAskedFirst() {
        authenticators.add(rank(1), (user, password) -> Optional.of(Role.VIEWER));
        authenticators.add(rank(2), (user, password) -> Optional.of(Role.OPERATOR));

        assertThat(ask().account().orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void theNextIsAskedIfOneLetsNobodyInOrFails() {
        authenticators.add(rank(3), (user, password) -> Optional.empty());
        authenticators.add(rank(2), (user, password) -> {
            throw new IllegalStateException("broken");
        });
        authenticators.add(rank(1), (user, password) -> Optional.of(Role.VIEWER));

        assertThat(ask().account().orElseThrow().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void errorAndNullAreRefusals() {
        authenticators.add(rank(2), (user, password) -> {
            throw new NoClassDefFoundError("org/example/Ldap");
        });
        authenticators.add(rank(1), answersNull());

        assertThat(ask()).isEqualTo(new Authenticators.Answer(Optional.empty(), false));
    }

    @Test
    void oneThatHangsIsInterruptedAndTheNextIsAsked() throws Exception {
        authenticators = new Authenticators(SHORT, () -> 0);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        authenticators.add(rank(2), (user, password) -> {
            try {
                end.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return Optional.of(Role.OPERATOR);
        });

        assertThat(ask()).isEqualTo(new Authenticators.Answer(Optional.empty(), false));
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThatNeverEndsIsCalledFourTimesAndNoMore() {
        authenticators = new Authenticators(SHORT, () -> 0);
        AtomicInteger hanging = new AtomicInteger();
        authenticators.add(rank(2), (user, password) -> {
            hanging.incrementAndGet();
            awaitTheEnd();
            return Optional.of(Role.OPERATOR);
        });
        for (int i = 0; i < 6; i++) {
            assertThat(ask().complete()).isFalse();
        }

        assertThat(hanging).hasValue(4);
    }

    @Test
    void itFindsByNameWhatItsBundleHasAndWhatTheJdkHas() {
        authenticators.add(rank(1), (user, password) -> {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            loader.loadClass(getClass().getName());
            loader.loadClass("com.sun.jndi.ldap.LdapCtxFactory");
            return Optional.of(Role.VIEWER);
        });

        assertThat(ask().account()).isPresent();
    }

    /** Hang, whoever interrupts. */
    private void awaitTheEnd() {
        boolean ended = false;
        while (!ended) {
            try {
                end.await();
                ended = true;
            } catch (InterruptedException e) {
                ended = false;
            }
        }
    }

    @SuppressWarnings("NullAway") // What a careless Authenticator does.
    private static Authenticator answersNull() {
        return (user, password) -> null;
    }

    /** Return what compares by a number, as references of services do. */
    private static Comparable<Object> rank(int rank) {
        return new Rank(rank);
    }

    @SuppressWarnings("ComparableType") // As a ServiceReference is.
    private record Rank(int rank) implements Comparable<Object> {

        @Override
        public int compareTo(Object other) {
            return Integer.compare(rank, ((Rank) other).rank());
        }
    }
}
