/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.util.List;
import java.util.Map;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessSnapshot.Launch.Definition;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Wish;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a snapshot what is known of a process. Lives on the loop.
 *
 * @param lastEnd its last pane, which is gone, if it is known how it died in that; else null
 * @param measured what a run of it used when that was measured last, which may be an earlier one; null if it was not
 * @param command the command that is, or would be, run
 * @param readyChecks how many checks of its readiness have ended
 */
record ProcessView(
        ProcessEntry entry,
        @Nullable PaneRecord lastEnd,
        @Nullable ResourceUse measured,
        String command,
        int readyChecks) {

    ProcessSnapshot snapshot() {
        ProcessConfig config = entry.config();
        PaneRecord shown = entry.pane().orElse(null);
        ProcessState state = entry.state();
        boolean alive = shown != null && shown.alive();
        // What is about to be started, or could not be, is not told by how it ended before.
        PaneRecord told = shown == null && state == ProcessState.STOPPED ? lastEnd : shown;
        return new ProcessSnapshot(
                config.name(),
                entry.key().session(),
                entry.link().machine(),
                entry.container(),
                state,
                entry.message(),
                launch(shown, told),
                shown == null || !alive ? null : (Long) shown.programs().first(),
                told == null || alive ? null : told.exit(),
                told == null
                        ? ProcessSnapshot.Times.NONE
                        : RunTimes.times(
                                told,
                                state,
                                config.readyDelay(),
                                entry.link().lastTold().uptime()),
                resources(shown),
                new ProcessSnapshot.Counts(shown == null ? 0 : shown.restarts().count(), readyChecks));
    }

    private ProcessSnapshot.Resources resources(@Nullable PaneRecord shown) {
        ResourceUse use = measured;
        return use != null
                        && shown != null
                        && shown.alive()
                        && use.run().equals(shown.start().run())
                ? use.resources()
                : ProcessSnapshot.Resources.UNKNOWN;
    }

    private ProcessSnapshot.Launch launch(@Nullable PaneRecord shown, @Nullable PaneRecord told) {
        String logFile = told == null
                ? entry.link().logFile(entry.key().session(), entry.config()).orElse(null)
                : told.start().logFile();
        Wish wish = entry.wished()
                .get()
                .filter(wished -> shown == null || shown.dead())
                .orElse(null);
        if (wish != null) {
            return new ProcessSnapshot.Launch(command, wish.variants(), wish.params(), logFile, Definition.PRESENT);
        }
        return shown == null
                ? new ProcessSnapshot.Launch(command, List.of(), Map.of(), logFile, Definition.PRESENT)
                : new ProcessSnapshot.Launch(
                        command, shown.start().variants(), shown.start().params(), logFile, definition());
    }

    private Definition definition() {
        Remark remark = entry.remark();
        return remark.foreign() ? Definition.FOREIGN : remark.different() ? Definition.OLDER : Definition.PRESENT;
    }
}
