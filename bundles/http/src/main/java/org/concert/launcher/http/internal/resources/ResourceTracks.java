/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.resources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ProcessSnapshot;

/**
 * What processes used at the last so many moments. The memory it takes does not grow: 8 bytes for each moment of each process,
 * of so many processes at most. Guarded by itself.
 */
final class ResourceTracks {

    /** A resident size is kept in units of this, which leaves room for 2 TiB. */
    private static final long KIBIBYTE = 1024;

    private static final int NOT_MEASURED = -1;

    private final int moments;
    private final int mostProcesses;
    private final long[] seconds;
    private final Map<String, Track> tracks = new HashMap<>();
    private long recorded;

    ResourceTracks(int moments, int mostProcesses) {
        this.moments = moments;
        this.mostProcesses = mostProcesses;
        this.seconds = new long[moments];
    }

    /** Add a moment. Processes that were not there for as long as is looked back are forgotten. */
    synchronized void record(long unixSeconds, List<ProcessSnapshot> processes) {
        int slot = slot(recorded);
        seconds[slot] = unixSeconds;
        tracks.values().forEach(track -> track.put(slot, NOT_MEASURED, NOT_MEASURED));
        tracks.values().removeIf(track -> recorded - track.lastMoment >= moments);
        for (ProcessSnapshot process : processes) {
            ProcessSnapshot.Resources used = process.resources();
            if (used.residentBytes() != null) {
                String key = key(process.session(), process.name());
                Track track = tracks.get(key);
                if (track == null && tracks.size() < mostProcesses) {
                    track = new Track(moments);
                    tracks.put(key, track);
                }
                if (track != null) {
                    float cpu = used.cpuPercent() == null
                            ? NOT_MEASURED
                            : used.cpuPercent().floatValue();
                    track.put(slot, cpu, (int) Math.min(Integer.MAX_VALUE, used.residentBytes() / KIBIBYTE));
                    track.lastMoment = recorded;
                }
            }
        }
        recorded++;
    }

    /** Return what a process used; nothing from before it was seen first. */
    synchronized UsedResources of(String session, String name) {
        List<UsedResources.Sample> samples = new ArrayList<>();
        Track track = tracks.get(key(session, name));
        for (long moment = Math.max(0, recorded - moments); track != null && moment < recorded; moment++) {
            int slot = slot(moment);
            int kibibytes = track.kibibytes[slot];
            float cpu = track.cpuPercent[slot];
            if (kibibytes != NOT_MEASURED || !samples.isEmpty()) {
                samples.add(new UsedResources.Sample(
                        seconds[slot],
                        cpu == NOT_MEASURED ? null : Double.valueOf(Math.round(cpu * 10) / 10.0),
                        kibibytes == NOT_MEASURED ? null : Long.valueOf(kibibytes * KIBIBYTE)));
            }
        }
        return new UsedResources(samples);
    }

    private int slot(long moment) {
        return (int) (moment % moments);
    }

    private static String key(String session, String name) {
        return session + "/" + name;
    }

    /** One process. */
    private static final class Track {

        private final float[] cpuPercent;
        private final int[] kibibytes;
        private long lastMoment;

        Track(int moments) {
            cpuPercent = new float[moments];
            kibibytes = new int[moments];
            Arrays.fill(cpuPercent, NOT_MEASURED);
            Arrays.fill(kibibytes, NOT_MEASURED);
        }

        void put(int slot, float cpu, int memory) {
            cpuPercent[slot] = cpu;
            kibibytes[slot] = memory;
        }
    }
}
