/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerMemoryTests {

    private static final long LARGE = 10_000;

    private final AnswerMemory memory = new AnswerMemory(3 * LARGE, 2 * LARGE);
    private final AnswerMemory.Share share = memory.share("vic", () -> {});

    @Test
    void userHasSomeOfItAndNeverAll() {
        assertThat(share.take(LARGE)).isTrue();
        assertThat(memory.share("vic", () -> {}).take(LARGE)).isTrue();

        assertThat(memory.share("vic", () -> {}).take(LARGE)).isFalse();
        assertThat(memory.share("ann", () -> {}).take(LARGE)).isTrue();
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        share.take(2 * LARGE);
        memory.share("ann", () -> {}).take(LARGE);

        assertThat(memory.share("bob", () -> {}).take(LARGE)).isFalse();
    }

    @Test
    void answerThatHasEndedGivesBackWhatItTook() {
        share.take(LARGE);
        share.take(LARGE);

        share.close();

        assertThat(memory.share("vic", () -> {}).take(2 * LARGE)).isTrue();
    }

    @Test
    void whatIsSmallIsNeverRefused() {
        share.take(2 * LARGE);
        memory.share("ann", () -> {}).take(LARGE);

        assertThat(memory.share("vic", () -> {}).take(1_000)).isTrue();
    }

    @Test
    void whatIsTakenAfterTheEndIsNotCountedForGood() {
        share.close();

        assertThat(share.take(2 * LARGE)).isTrue();
        assertThat(memory.share("vic", () -> {}).take(2 * LARGE)).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereForOthers() {
        share.take(2 * LARGE);

        share.giveBack(LARGE);

        assertThat(memory.share("vic", () -> {}).take(LARGE)).isTrue();
        assertThat(memory.share("vic", () -> {}).take(LARGE)).isFalse();
    }

    @Test
    void shareTellsThatThereWasNoRoom() {
        assertThat(share.isRefused()).isFalse();

        share.take(3 * LARGE);

        assertThat(share.isRefused()).isTrue();
    }

    @Test
    void endOfAnAnswerIsToldOnce() {
        AtomicInteger ends = new AtomicInteger();
        AnswerMemory.Share ending = memory.share("ann", ends::incrementAndGet);

        ending.close();
        ending.close();

        assertThat(ends).hasValue(1);
    }

    @Test
    void answerThatLastsGivesItsTurnBackAtOnceAndItsMemoryAtTheEnd() {
        AtomicInteger ends = new AtomicInteger();
        AnswerMemory.Share lasting = memory.share("ann", ends::incrementAndGet);
        lasting.take(2 * LARGE);

        lasting.lasts();

        assertThat(ends).hasValue(1);
        assertThat(memory.share("ann", () -> {}).take(LARGE)).isFalse();
    }
}
