/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.junit.jupiter.api.Test;

class ProcessSnapshotTests {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void uptimeCountsFromTheStartOfALivingProcess() {
        assertThat(snapshot(ProcessState.READY, 4711L, T0).uptime(T0.plusSeconds(90)))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void clockThatIsBehindMakesNoNegativeUptime() {
        assertThat(snapshot(ProcessState.READY, 4711L, T0).uptime(T0.minusSeconds(90)))
                .isZero();
    }

    @Test
    void noClockThatCanBeSetCountsWhereTheOtherIsKnown() {
        long since = System.nanoTime() - Duration.ofSeconds(61).toNanos();
        var snapshot = new ProcessSnapshot(
                "p",
                "s",
                "local",
                null,
                ProcessState.READY,
                "",
                new ProcessSnapshot.Launch("cmd"),
                4711L,
                null,
                new ProcessSnapshot.Times(T0, since, null, null),
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE);

        for (Instant now : List.of(T0.minusSeconds(3600), T0, T0.plusSeconds(86_400))) {
            assertThat(snapshot.uptime(now)).isBetween(Duration.ofSeconds(61), Duration.ofSeconds(180));
        }
    }

    @Test
    void whatDoesNotLiveHasNoUptime() {
        assertThat(snapshot(ProcessState.STOPPED, null, T0).uptime(T0)).isNull();
        assertThat(snapshot(ProcessState.RUNNING, 4711L, null).uptime(T0)).isNull();
    }

    @Test
    void onlyReadyIsReady() {
        for (ProcessState state : ProcessState.values()) {
            assertThat(snapshot(state, 4711L, T0).ready()).isEqualTo(state == ProcessState.READY);
        }
    }

    @Test
    void snapshotDoesNotChangeWithTheListItWasMadeOf() {
        List<String> variants = new ArrayList<>(List.of("fast"));

        var snapshot = snapshot(ProcessState.READY, 4711L, T0, variants);
        variants.clear();

        assertThat(snapshot.launch().variants()).containsExactly("fast");
    }

    private static ProcessSnapshot snapshot(ProcessState state, Long pid, Instant startTime) {
        return snapshot(state, pid, startTime, List.of());
    }

    private static ProcessSnapshot snapshot(ProcessState state, Long pid, Instant startTime, List<String> variants) {
        return new ProcessSnapshot(
                "p",
                "s",
                "local",
                null,
                state,
                "",
                new ProcessSnapshot.Launch("cmd", variants, Map.of(), null, Definition.PRESENT),
                pid,
                null,
                ProcessSnapshot.Times.startedAt(startTime),
                ProcessSnapshot.Resources.UNKNOWN,
                ProcessSnapshot.Counts.NONE);
    }
}
