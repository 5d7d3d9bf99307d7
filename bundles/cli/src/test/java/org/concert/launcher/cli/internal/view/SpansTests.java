/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTests {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.9S, 0s",
        "PT59S, 59s",
        "PT60S, 1m00s",
        "PT3M5S, 3m05s",
        "PT1H, 1h00m",
        "PT2H9M59S, 2h09m",
        "PT24H, 1d00h",
        "PT98H, 4d02h",
        "PT2400H, 100d00h"
    })
    void wordShowsTheTwoGreatestUnits(Duration span, String word) {
        assertThat(Spans.word(span)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0.0 s", "PT0.049S, 0.0 s", "PT0.05S, 0.1 s", "PT3.24S, 3.2 s", "PT59.99S, 60.0 s"})
    void secondsAreRoundedToTenths(Duration span, String text) {
        assertThat(Spans.seconds(span)).isEqualTo(text);
    }

    @Test
    void secondsBecomeMinutesWhenThereAreMany() {
        assertThat(Spans.seconds(Duration.ofSeconds(185))).isEqualTo("3m05s");
    }
}
