/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ProcessCommand;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.StartMark;

/**
 * Compares what runs with what the launcher file says of it now, once for each run and file, and has the process say if
 * it differs. Lives on the loop.
 */
final class Definitions {

    private static final String LEFT = "is not in the launcher file any more: it can be stopped, but not started";
    private static final String ELSEWHERE = "runs where an earlier launcher file had it; a restart moves it";
    private static final String OTHER = "was started with another definition; a restart brings the present one";

    private final Supplier<LauncherConfig> config;
    private final Map<String, Compared> compared = new HashMap<>();

    /** A run that was compared with a launcher file. */
    private record Compared(String run, LauncherConfig with) {

        boolean is(String otherRun, LauncherConfig other) {
            return run.equals(otherRun) && with.equals(other);
        }
    }

    Definitions(Supplier<LauncherConfig> config) {
        this.config = config;
    }

    void consider(ProcessEntry entry) {
        StartMark start = entry.alivePane().map(PaneRecord::start).orElse(null);
        if (start == null) {
            compared.remove(entry.name());
            return;
        }
        LauncherConfig present = config.get();
        Compared last = compared.get(entry.name());
        if (last == null || !last.is(start.run(), present)) {
            compared.put(entry.name(), new Compared(start.run(), present));
            entry.remark(remark(entry, start, present));
        }
    }

    private static String remark(ProcessEntry entry, StartMark start, LauncherConfig present) {
        ProcessConfig process = present.processes().get(entry.name());
        if (process == null) {
            return LEFT;
        }
        if (!process.isInPlaceOf(entry.config())) {
            return ELSEWHERE;
        }
        return start.definition().isEmpty() || start.definition().equals(definition(process, start, present))
                ? ""
                : OTHER;
    }

    /** Return the definition that such a start would note now; empty if its variants and parameters do not fit any more. */
    private static String definition(ProcessConfig process, StartMark start, LauncherConfig present) {
        try {
            var step = LaunchPlanner.planAlone(present, process.name(), start.variants(), start.params());
            return new ProcessCommand(process).definition(step.command());
        } catch (RequestException e) {
            return "";
        }
    }
}
