/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTests {

    @Test
    void hashKnowsItsPasswordAndNoOther() {
        PasswordHash hash = PasswordHash.of("correct horse");

        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horsf")).isFalse();
    }

    @Test
    void textReadBackIsTheSameHash() {
        PasswordHash hash = PasswordHash.of("correct horse");

        PasswordHash read = PasswordHash.parse(hash.toString()).orElseThrow();

        assertThat(read).isEqualTo(hash).hasToString(hash.toString());
        assertThat(read.matches("correct horse")).isTrue();
    }

    @Test
    void samePasswordHasAnotherHashEachTime() {
        assertThat(PasswordHash.of("correct horse")).isNotEqualTo(PasswordHash.of("correct horse"));
    }

    @Test
    void nobodyHasNoPassword() {
        assertThat(PasswordHash.ofNobody().matches("")).isFalse();
    }

    /** Made by Python's {@code hashlib.pbkdf2_hmac('sha512', b'correct horse', b'0123456789abcdef', 1000)}. */
    @Test
    void hashIsTheStandardOne() {
        assertThat(PasswordHash.parse(
                                "$pbkdf2-sha512$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ")
                        .orElseThrow()
                        .matches("correct horse"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$pbkdf2-sha512$i=210000$short$short",
                "$pbkdf2-sha512$i=99999999$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ",
                "$pbkdf2-sha512$i=1$MDEyMzQ1Njc4OWFiY2RlZg$OM0FAoIqCVK1sWtxDiffVlBejtLa+ks4TP71JiecwuSZCG8iLbnlIEPOMoVX+i2B2wkSxjQ8CRGR9OkNGuIPMQ",
            })
    void otherTextIsNoHash(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }
}
