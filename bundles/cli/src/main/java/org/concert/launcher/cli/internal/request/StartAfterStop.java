/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.ProcessDescription;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;

/** What is to be started once processes are stopped that are to come back with other variants or parameters. */
public final class StartAfterStop {

    private StartAfterStop() {}

    /** Return whether a stop would end something, or keep it from being restarted. */
    public static boolean runs(ProcessSnapshot process) {
        return process.state().isLive() || process.pid() != null || process.state() == ProcessState.BACKOFF;
    }

    /**
     * Return the start: also of what runs and depends on them, as it runs, since the stop ends it too. Asked before the stop, with the
     * states known.
     *
     * @param given the processes, with what they are to come back with
     * @throws RequestException if they cannot be started so: then nothing need be stopped
     */
    public static StartRequest of(Launcher launcher, StartRequest given) throws RequestException {
        Set<String> dependants = new HashSet<>();
        for (ProcessDescription process : launcher.descriptions()) {
            if (given.names().contains(process.name())) {
                dependants.addAll(process.dependants());
            }
        }
        List<String> names = new ArrayList<>(new LinkedHashSet<>(given.names()));
        List<String> variants = new ArrayList<>(given.variants());
        Map<String, String> params = new LinkedHashMap<>();
        for (ProcessSnapshot process : launcher.processes()) {
            if (dependants.contains(process.name()) && runs(process) && !names.contains(process.name())) {
                names.add(process.name());
                process.launch().variants().forEach(variant -> variants.add(process.name() + ":" + variant));
                params.putAll(process.launch().params());
            }
        }
        params.putAll(given.params());
        StartRequest start = new StartRequest(names, variants, params);
        launcher.plan(start);
        return start;
    }
}
