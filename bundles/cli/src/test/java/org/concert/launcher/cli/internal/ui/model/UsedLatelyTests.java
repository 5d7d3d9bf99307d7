/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.json.SnapshotBuilder;
import org.junit.jupiter.api.Test;

class UsedLatelyTests {

    private final UsedLately used = new UsedLately();

    private void look(int second, Fleets fleets) {
        Fleet fleet = fleets.build();
        used.take(new Fleet(fleet.entries(), List.of(), "", Fleets.NOW.plusSeconds(second)));
    }

    private static Fleets imu(long bytes) {
        return Fleets.begin()
                .with("Arm", SnapshotBuilder.process("imu").cpuPercent(3).residentBytes(bytes), "imu");
    }

    @Test
    void sampleIsTakenEachFiveSeconds() {
        for (int second = 0; second <= 12; second++) {
            look(second, imu(100 + second));
        }

        assertThat(used.memory("imu", 10)).containsExactly(100, 105, 110);
        assertThat(used.memory("imu", 2)).containsExactly(105, 110);
        assertThat(used.cpu("imu", 10)).containsExactly(3, 3, 3);
        assertThat(used.since()).isEqualTo(Fleets.NOW);
    }

    @Test
    void whatWasNotMeasuredIsAGap() {
        look(0, imu(1));
        look(5, Fleets.begin().with("Arm", "imu", ProcessState.STOPPED));
        look(10, imu(3));

        assertThat(used.memory("imu", 10)).containsExactly(1, Double.NaN, 3);
        assertThat(used.memory("ecat", 10)).containsExactly(Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void hourIsKeptAndNoMore() {
        for (int i = 0; i < UsedLately.MOST + 3; i++) {
            look(5 * i, imu(i));
        }

        assertThat(used.samples()).isEqualTo(UsedLately.MOST);
        double[] all = used.memory("imu", 10_000);
        assertThat(all).hasSize(UsedLately.MOST).startsWith(3).endsWith(UsedLately.MOST + 2);
        Instant first = Fleets.NOW.plusSeconds(15);
        assertThat(used.since()).isEqualTo(first);
    }
}
