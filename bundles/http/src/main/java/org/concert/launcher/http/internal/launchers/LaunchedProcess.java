/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.launchers;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.RunSnapshot;
import org.concert.launcher.json.ProcessJson;
import org.jspecify.annotations.Nullable;

/**
 * A process at one moment, with what it belongs to.
 *
 * @param launcher its launcher
 * @param snapshot what is known of it
 * @param description what the launcher file says of it; null if it has just left the file
 */
public record LaunchedProcess(
        Launcher launcher,
        ProcessSnapshot snapshot,
        @Nullable ProcessDescription description) {

    /** Return a process with its description. */
    public static LaunchedProcess of(Launcher launcher, ProcessSnapshot snapshot) {
        for (ProcessDescription description : launcher.descriptions()) {
            if (description.name().equals(snapshot.name())) {
                return new LaunchedProcess(launcher, snapshot, description);
            }
        }
        return new LaunchedProcess(launcher, snapshot, null);
    }

    /**
     * Return what is another once it was started, has ended, or is asked for something: an entity tag of HTTP. What merely
     * becomes ready, or grows older, keeps it.
     */
    public String tag() {
        String name = snapshot.name();
        String asked = launcher.runs().stream()
                .filter(run -> !run.ended())
                .filter(run -> run.names().contains(name)
                        || run.steps().stream().anyMatch(step -> step.name().equals(name)))
                .map(RunSnapshot::id)
                .reduce("", (earlier, later) -> later);
        ProcessSnapshot.Times times = snapshot.times();
        Long pid = snapshot.pid();
        return "\"" + millis(times.started()) + "-" + millis(times.ended()) + "-" + (pid == null ? "" : pid) + "-"
                + asked + "\"";
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "" : Long.toHexString(time.toEpochMilli());
    }

    /** Write it as JSON. */
    public void write(JsonGenerator json, Instant now) throws IOException {
        ProcessJson.write(json, snapshot, description, launcher.session(), now);
    }
}
