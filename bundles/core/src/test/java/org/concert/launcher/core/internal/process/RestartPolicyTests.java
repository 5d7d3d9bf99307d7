/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPolicyTests {

    private static final RestartPolicy POLICY = RestartPolicy.withLimit(5);

    private static final long NOW = Duration.ofHours(1).toMillis();

    @Test
    void delayDoublesFromOneSecondToThirty() {
        assertThat(IntStream.range(0, 8).mapToObj(POLICY::delayAfter))
                .map(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void processThatDiesAtOnceIsRestartedFiveTimesAndNoMore() {
        List<Long> restarts = new ArrayList<>();
        List<Long> delays = new ArrayList<>();
        long now = NOW;

        for (var delay = POLICY.nextDelay(restarts, now); delay.isPresent(); delay = POLICY.nextDelay(restarts, now)) {
            delays.add(delay.get().toSeconds());
            now += delay.get().toMillis();
            restarts.add(now);
        }

        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L);
    }

    @Test
    void restartOfMoreThanTenMinutesAgoDoesNotCount() {
        long before = NOW - Duration.ofMinutes(10).toMillis();
        List<Long> restarts = List.of(before - 1, before, before + 1, NOW - 1000, NOW);

        assertThat(POLICY.recent(restarts, NOW)).containsExactly(before + 1, NOW - 1000, NOW);
        assertThat(POLICY.nextDelay(restarts, NOW)).contains(Duration.ofSeconds(8));
    }

    @Test
    void processThatRanWellForLongBeginsWithTheFirstDelay() {
        var restarts = List.of(1L, 2L, 3L, 4L, 5L);

        assertThat(POLICY.nextDelay(restarts, NOW)).contains(Duration.ofSeconds(1));
    }

    @Test
    void limitOfZeroMeansNever() {
        assertThat(RestartPolicy.withLimit(0).nextDelay(List.of(), NOW)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest(name = "{0} {1} exit code {2}: {3}")
    @CsvSource({
        "no, true, 7, false",
        "on-failure, true, 7, true",
        "on-failure, true, 0, false",
        "on-failure, false, 7, true",
        "on-failure, false, 0, false",
        "always, true, 7, true",
        "always, true, 0, true",
        "always, false, 7, true",
        "always, false, 0, false",
    })
    void modeAndKindAndExitCodeDecideTogether(String restart, boolean persistent, int exitCode, boolean restarts)
            throws Exception {
        var process = Configs.process("cmd: x, restart: '%s', persistent: %s".formatted(restart, persistent));

        assertThat(RestartPolicy.appliesTo(process, exitCode != 0)).isEqualTo(restarts);
    }

    @Test
    void policyWithoutSenseIsRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartPolicy(Duration.ZERO, second, 5, second))
                .withMessageContaining("first delay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartPolicy(second, Duration.ofMillis(1), 5, second))
                .withMessageContaining("longest delay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartPolicy(second, second, -1, second))
                .withMessageContaining("limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartPolicy(second, second, 1, Duration.ZERO))
                .withMessageContaining("window");
    }
}
