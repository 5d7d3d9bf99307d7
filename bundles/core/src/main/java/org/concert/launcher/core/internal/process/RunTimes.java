/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import java.time.Instant;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.jspecify.annotations.Nullable;

/** When a run of a process began, was ready and ended, and how long ago that is by clocks that nobody can set. */
final class RunTimes {

    private RunTimes() {}

    /**
     * Return for how long a pane has been there. Where its start was not noted by the clock of its machine that counts from
     * the boot, it is as long as the clocks of launchers say.
     *
     * @param uptime that clock, as far as it is known
     * @param nanos now, by {@link System#nanoTime}
     * @param millis now, in milliseconds since 1970
     */
    static Duration age(PaneRecord pane, @Nullable UptimeClock uptime, long nanos, long millis) {
        Long since = since(pane, uptime);
        Duration age = since == null
                ? Duration.ofMillis(millis - pane.start().startMillis())
                : Duration.ofNanos(nanos - since);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Return when it was started by {@link System#nanoTime}; null where that cannot be told. */
    static @Nullable Long since(PaneRecord pane, @Nullable UptimeClock uptime) {
        long started = pane.start().uptimeMillis();
        return uptime == null || started <= 0 ? null : (Long) uptime.nanoTimeAt(started);
    }

    /**
     * Return all times of a pane, which may be null.
     *
     * @param state the state that it shows
     * @param readyDelay that of its process
     * @param uptime the clock of its machine that counts from the boot, as far as it is known
     */
    static ProcessSnapshot.Times times(
            @Nullable PaneRecord pane, ProcessState state, Duration readyDelay, @Nullable UptimeClock uptime) {
        if (pane == null) {
            return ProcessSnapshot.Times.NONE;
        }
        return new ProcessSnapshot.Times(
                started(pane),
                pane.alive() ? since(pane, uptime) : null,
                readied(pane, state, readyDelay),
                pane.alive() ? null : ended(pane));
    }

    /** Return when it was started. */
    static @Nullable Instant started(PaneRecord pane) {
        return instant(pane.start().startMillis());
    }

    /** Return when it was ready; that of a state that only the time has brought was never noted. */
    static @Nullable Instant readied(PaneRecord pane, ProcessState state, Duration readyDelay) {
        long started = pane.start().startMillis();
        if (pane.marks().readyMillis() > 0) {
            return instant(Math.max(started, pane.marks().readyMillis()));
        }
        boolean wasReady = state == ProcessState.READY || state == ProcessState.UNHEALTHY;
        return wasReady ? instant(started + readyDelay.toMillis()) : null;
    }

    /** Return when it ended. */
    static @Nullable Instant ended(PaneRecord pane) {
        return instant(pane.endMillis());
    }

    private static @Nullable Instant instant(long millis) {
        return millis <= 0 ? null : Instant.ofEpochMilli(millis);
    }
}
