/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Counts;
import org.concert.launcher.api.ProcessSnapshot.Launch;
import org.concert.launcher.api.ProcessSnapshot.Resources;
import org.concert.launcher.api.ProcessSnapshot.Times;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.http.internal.resources.UsedResources.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceTracksTests {

    private final ResourceTracks tracks = new ResourceTracks(3, 2);

    private static ProcessSnapshot process(String name, @Nullable Double cpuPercent, @Nullable Long residentBytes) {
        return new ProcessSnapshot(
                name,
                "robot",
                "local",
                null,
                ProcessState.READY,
                "",
                new Launch("run"),
                1L,
                null,
                Times.NONE,
                new Resources(cpuPercent, residentBytes, 1),
                Counts.NONE);
    }

    private void record(long seconds, ProcessSnapshot... processes) {
        tracks.record(seconds, List.of(processes));
    }

    private List<Sample> imu() {
        return tracks.of("robot", "imu").samples();
    }

    @Test
    void processHasWhatItUsedAtEachMoment() {
        record(10, process("imu", null, 2048L));
        record(15, process("imu", 12.3, 4096L));

        assertThat(imu()).containsExactly(new Sample(10, null, 2048L), new Sample(15, 12.3, 4096L));
    }

    @Test
    void onlyTheLastMomentsAreKept() {
        for (int second = 1; second <= 5; second++) {
            record(second, process("imu", 1.0, 1024L * second));
        }

        assertThat(imu()).extracting(Sample::unixSeconds).containsExactly(3L, 4L, 5L);
        assertThat(imu()).extracting(Sample::residentBytes).containsExactly(3072L, 4096L, 5120L);
    }

    @Test
    void momentsWithoutTheProcessAreGaps() {
        record(1);
        record(2, process("imu", 1.0, 1024L));
        record(3);

        assertThat(imu()).containsExactly(new Sample(2, 1.0, 1024L), new Sample(3, null, null));
    }

    @Test
    void processThatWasNotThereForAllOfThemIsForgotten() {
        record(1, process("imu", 1.0, 1024L), process("ecat", 1.0, 1024L));
        record(2);
        record(3);
        record(4, process("lidar", 1.0, 1024L));

        assertThat(imu()).isEmpty();
        assertThat(tracks.of("robot", "lidar").samples()).hasSize(1);
    }

    @Test
    void moreProcessesThanThereIsRoomForAreLeftOut() {
        record(1, process("imu", 1.0, 1024L), process("ecat", 1.0, 1024L), process("lidar", 1.0, 1024L));

        assertThat(imu()).hasSize(1);
        assertThat(tracks.of("robot", "lidar").samples()).isEmpty();
    }
}
