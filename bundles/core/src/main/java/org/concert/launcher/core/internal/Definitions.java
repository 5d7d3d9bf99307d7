/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.Placement;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.plan.LaunchPlanner;
import org.concert.launcher.core.internal.process.ProcessCommand;
import org.concert.launcher.core.internal.process.ProcessEntry;
import org.concert.launcher.core.internal.process.Remark;
import org.concert.launcher.core.internal.window.FileMark;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.StartMark;
import org.jspecify.annotations.Nullable;

/**
 * Compares what runs with what the launcher file says of it now, once for each run and file, and has the process say if
 * it differs. Lives on the loop.
 */
final class Definitions {

    private static final String LEFT = "is not in the launcher file any more: it can be stopped, but not started";
    private static final String NOT_IN_IT = "is not in the launcher file; it was started from ";
    private static final String ELSEWHERE = "runs where an earlier launcher file had it; a restart moves it";
    private static final String OLDER = "was started with an older definition; a restart brings the present one";

    private static final String NEWER =
            "was started by a newer launcher, whose marks (version %d) this one (version %d) does not know; use that one";

    private final Supplier<LauncherConfig> config;
    private final Function<String, List<ProcessEntry>> places;
    private final FileMark file;

    /**
     * Create one.
     *
     * @param config gives what the launcher file says
     * @param places gives a process in all places that it may be in
     * @param file the launcher file
     */
    Definitions(Supplier<LauncherConfig> config, Function<String, List<ProcessEntry>> places, FileMark file) {
        this.config = config;
        this.places = places;
        this.file = file;
    }

    void consider(ProcessEntry entry) {
        entry.alivePane().map(PaneRecord::start).ifPresent(start -> {
            String beside = PlaceChoice.runningBeside(entry, places.apply(entry.name()))
                    .map(other -> "runs on " + other.placement().words() + ", too")
                    .orElse("");
            Remark.Basis basis = new Remark.Basis(start.run(), config.get(), beside);
            if (!entry.isCompared(basis)) {
                entry.remark(remark(entry, start, basis.with()).and(beside), basis);
            }
        });
    }

    private Remark remark(ProcessEntry entry, StartMark start, LauncherConfig present) {
        FileMark from = start.source().file();
        boolean ours = !from.isKnown() || from.isSameAs(file);
        if (start.isNewer()) {
            // Whether it is what the file says cannot be told, and is not guessed.
            return new Remark(NEWER.formatted(start.version(), StartMark.VERSION), !ours, false);
        }
        ProcessConfig process = present.processes().get(entry.name());
        if (process == null) {
            return new Remark(ours ? LEFT : NOT_IN_IT + from, !ours, true);
        }
        LaunchStep step = step(process, start, present);
        boolean inPlace = step == null
                ? process.placements().contains(entry.placement())
                : new Placement(step.session(), step.machine(), step.container()).equals(entry.placement());
        if (!inPlace) {
            return new Remark(ELSEWHERE, !ours, true);
        }
        boolean same = start.definition().isEmpty()
                || (step != null && start.definition().equals(definition(process, step)));
        // On another machine that may be the same file: a second laptop's copy of it.
        if (ours || (same && !from.isOnHostOf(file))) {
            return same ? Remark.NONE : new Remark(OLDER, false, true);
        }
        return new Remark(
                "was started from "
                        + from
                        + (same
                                ? ""
                                : ", where its command is: " + start.source().command()),
                true,
                !same);
    }

    private static String definition(ProcessConfig process, LaunchStep step) {
        return new ProcessCommand(process, step).definition(step.command());
    }

    /** Return what such a start would be now; null if its variants and parameters do not fit any more. */
    private static @Nullable LaunchStep step(ProcessConfig process, StartMark start, LauncherConfig present) {
        try {
            return LaunchPlanner.planAlone(present, process.name(), start.variants(), start.params());
        } catch (RequestException e) {
            return null;
        }
    }
}
