/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.concert.launcher.http.internal.message.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTests {

    private final Repeats repeats = new Repeats();
    private final AtomicInteger done = new AtomicInteger();

    private CompletableFuture<Answer> act() {
        return CompletableFuture.completedFuture(Answer.of(200, "{\"number\":" + done.incrementAndGet() + "}"));
    }

    private Answer ask(String user, String key, String request) throws Exception {
        return requireNonNull(repeats.once(user, key, request, this::act).getNow(null));
    }

    @Test
    void requestThatComesAgainGetsTheFirstAnswerAndIsNotDoneAgain() throws Exception {
        Answer first = ask("ann", "k1", "stop");

        assertThat(ask("ann", "k1", "stop")).isSameAs(first);
        assertThat(done).hasValue(1);
    }

    @Test
    void requestThatComesAgainWhileTheFirstIsUnderWayWaitsForItsAnswer() throws Exception {
        CompletableFuture<Answer> later = new CompletableFuture<>();
        CompletableFuture<Answer> first = repeats.once("ann", "k1", "stop", () -> later);
        CompletableFuture<Answer> again = repeats.once("ann", "k1", "stop", this::act);
        assertThat(again).isNotDone();

        later.complete(Answer.of(200, "{}"));

        assertThat(again.getNow(null)).isNotNull().isSameAs(first.getNow(null));
        assertThat(done).hasValue(0);
    }

    @Test
    void keyIsThatOfOneUser() throws Exception {
        ask("ann", "k1", "stop");
        ask("bob", "k1", "stop");

        assertThat(done).hasValue(2);
    }

    @Test
    void keyOfAnotherRequestIsRefused() throws Exception {
        ask("ann", "k1", "stop");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ask("ann", "k1", "start"))
                .matches(problem -> problem.status() == 422);
        assertThat(done).hasValue(1);
    }

    @Test
    void requestThatWasRefusedOrFailedIsForgotten() throws Exception {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> repeats.once("ann", "k1", "stop", () -> {
                    throw new ProblemException(404, "there is none");
                }));
        assertThat(repeats.once(
                        "ann", "k2", "stop", () -> CompletableFuture.failedFuture(new IllegalStateException("no"))))
                .isCompletedExceptionally();

        ask("ann", "k1", "stop");
        ask("ann", "k2", "stop");

        assertThat(done).hasValue(2);
    }

    @Test
    void oldestKeysOfAUserAreForgottenAndNobodyElses() throws Exception {
        ask("bob", "k", "stop");
        for (int i = 0; i <= Repeats.MOST_KEYS; i++) {
            ask("ann", "k" + i, "stop");
        }
        int before = done.get();

        ask("bob", "k", "stop");
        ask("ann", "k1", "stop");
        assertThat(done).hasValue(before);

        ask("ann", "k0", "stop");
        assertThat(done).hasValue(before + 1);
    }

    @Test
    void longAnswersAreKeptWhileThereIsRoomForThem() throws Exception {
        String long1 = "x".repeat(1_200_000);
        for (String key : new String[] {"k1", "k2", "k3"}) {
            assertThat(repeats.once("ann", key, "stop", () -> CompletableFuture.completedFuture(Answer.of(200, long1))))
                    .isCompleted();
        }

        ask("ann", "k3", "stop");
        assertThat(done).hasValue(0);
        ask("ann", "k1", "stop");
        assertThat(done).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e4", "a\nb"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ask("ann", key, "stop"))
                .matches(problem -> problem.status() == 400);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> ask("ann", "k".repeat(256), "stop"));
    }
}
