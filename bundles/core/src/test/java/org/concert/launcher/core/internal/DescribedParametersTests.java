/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.concert.launcher.api.ParameterDescription;
import org.junit.jupiter.api.Test;

/** What is told of the parameters of processes. */
class DescribedParametersTests extends WithPlayedWorld {

    private static final String FILE = """
            context:
              session: s
              params:
                rate: {default: 500, type: int, min: 1, max: 1000, help: how often it is read (Hz)}
                hw: ec_pos
                unused: 1
            a:
              cmd: a {hw}
              ready_check: check-a
              variants: {fast: {cmd: "{cmd} {rate} {pose}"}}
            """;

    DescribedParametersTests() {
        super(FILE);
    }

    @Test
    void processTellsWhatItUsesWithAnyVariantAndWhatTheFileSaysOfIt() {
        assertThat(launcher.descriptions().get(0).parameters())
                .containsExactly(
                        new ParameterDescription("hw", "string", "ec_pos", List.of(), null, null, null, ""),
                        new ParameterDescription(
                                "rate",
                                "int",
                                "500",
                                List.of(),
                                null,
                                BigDecimal.ONE,
                                BigDecimal.valueOf(1000),
                                "how often it is read (Hz)"),
                        new ParameterDescription("pose", "string", null, List.of(), null, null, null, ""));
    }
}
