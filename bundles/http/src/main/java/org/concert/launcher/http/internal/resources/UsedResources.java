/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.resources;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process used at some moments, the oldest first.
 *
 * @param samples the moments; a process that was not there, or was not measured, has neither figure
 */
public record UsedResources(List<Sample> samples) {

    /**
     * What it used at one moment.
     *
     * @param unixSeconds when
     * @param cpuPercent 100 being one core, or null
     * @param residentBytes resident memory, or null
     */
    public record Sample(
            long unixSeconds,
            @Nullable Double cpuPercent,
            @Nullable Long residentBytes) {}

    /** Copy the list, so that nobody can change it later. */
    public UsedResources {
        samples = List.copyOf(samples);
    }
}
