/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.resources;

import java.time.Clock;
import java.util.List;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.http.internal.events.EventHub;
import org.concert.launcher.http.internal.launchers.LaunchedProcess;
import org.concert.launcher.http.internal.launchers.Launchers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps what each process used of its machine in the last hour. Written by the hub's thread, read by any. */
@Component(name = "org.concert.launcher.http.resources", service = ResourceHistory.class)
public final class ResourceHistory {

    /** From one sample to the next. */
    public static final int PERIOD_SECONDS = 5;

    private static final int HOUR = 3600 / PERIOD_SECONDS;

    /** They take 12 MB. */
    private static final int MOST_PROCESSES = 2000;

    private final Launchers launchers;
    private final Clock clock;
    private final ResourceTracks tracks = new ResourceTracks(HOUR, MOST_PROCESSES);
    private final Registration ticking;
    private int seconds;

    /** Create one, which begins to sample. */
    @Activate
    public ResourceHistory(@Reference Launchers launchers, @Reference EventHub hub) {
        this.launchers = launchers;
        this.clock = hub.clock();
        this.ticking = hub.everySecond(this::second);
    }

    @Deactivate
    void close() {
        ticking.close();
    }

    private void second() {
        if (seconds++ % PERIOD_SECONDS == 0) {
            List<ProcessSnapshot> processes = launchers.processes().stream()
                    .map(LaunchedProcess::snapshot)
                    .toList();
            tracks.record(clock.instant().getEpochSecond(), processes);
        }
    }

    /** Return what a process used. */
    public UsedResources of(String session, String name) {
        return tracks.of(session, name);
    }
}
