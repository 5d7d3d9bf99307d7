/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.concert.launcher.api.ProcessSnapshot;

/**
 * What processes have used since the interface looks on, in the last hour at most: a sample each 5 s of each, in bounded memory. What was
 * not measured is NaN.
 */
public final class UsedLately {

    static final Duration PERIOD = Duration.ofSeconds(5);
    static final int MOST = 720;

    private final Map<String, Track> tracks = new HashMap<>();
    private Instant begun = Instant.MAX;
    private Instant taken = Instant.MIN;
    private int count;

    /** Of one process: of samples that are older than its first one there is nothing. */
    private static final class Track {
        private final float[] cpu = filled();
        private final float[] memory = filled();

        private static float[] filled() {
            float[] values = new float[MOST];
            Arrays.fill(values, Float.NaN);
            return values;
        }
    }

    /** Take a sample, if it is time for one. */
    public void take(Fleet fleet) {
        if (!taken.equals(Instant.MIN) && fleet.now().isBefore(taken.plus(PERIOD))) {
            return;
        }
        taken = fleet.now();
        begun = count == 0 ? taken : begun;
        tracks.keySet().removeIf(name -> fleet.entry(name).isEmpty());
        int at = count % MOST;
        tracks.values().forEach(track -> {
            track.cpu[at] = Float.NaN;
            track.memory[at] = Float.NaN;
        });
        for (Fleet.Entry entry : fleet.entries()) {
            ProcessSnapshot.Resources used = entry.now().resources();
            Double cpu = used.cpuPercent();
            Long memory = used.residentBytes();
            if (cpu != null || memory != null) {
                Track track = tracks.computeIfAbsent(entry.name(), name -> new Track());
                track.cpu[at] = cpu == null ? Float.NaN : cpu.floatValue();
                track.memory[at] = memory == null ? Float.NaN : memory.floatValue();
            }
        }
        count++;
    }

    /** Return since when there are samples; the far future if there are none. */
    public Instant since() {
        return count <= MOST ? begun : taken.minus(PERIOD.multipliedBy(MOST - 1L));
    }

    /** Return the CPU use of a process, in percent of a core, in so many of the last samples; the newest last. */
    public double[] cpu(String name, int samples) {
        return newest(name, samples, true);
    }

    /** Return the resident memory of a process in bytes, in so many of the last samples; the newest last. */
    public double[] memory(String name, int samples) {
        return newest(name, samples, false);
    }

    /** Return how many samples there are. */
    public int samples() {
        return Math.min(count, MOST);
    }

    private double[] newest(String name, int samples, boolean cpu) {
        double[] values = new double[Math.min(samples, samples())];
        Track track = tracks.get(name);
        for (int i = 0; i < values.length; i++) {
            int at = (count - values.length + i) % MOST;
            values[i] = track == null ? Double.NaN : cpu ? track.cpu[at] : track.memory[at];
        }
        return values;
    }
}
