/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.jspecify.annotations.Nullable;

/** Has a process look at its state again when time alone has changed it: made it ready, or ended its backoff. See {@link StateRule}. */
final class StateTimer {

    private final ProcessEntry entry;
    private final Loop loop;
    private final Runnable changed;
    private @Nullable Delay next;

    /**
     * Create one for which nothing is planned.
     *
     * @param changed looks at the state
     */
    StateTimer(ProcessEntry entry, Loop loop, Runnable changed) {
        this.entry = entry;
        this.loop = loop;
        this.changed = changed;
    }

    /** Plan what is due for what is known now. */
    void schedule() {
        cancel();
        PaneRecord shown = entry.pane().orElse(null);
        if (shown == null) {
            return;
        }
        if (entry.state() == ProcessState.BACKOFF) {
            next = loop.schedule(
                    StateRule.backoffLasts(shown).plusSeconds(1),
                    () -> entry.link().listSoon());
        } else if (entry.config().persistent()
                && !entry.config().isAskedWhenReady()
                && entry.state() == ProcessState.RUNNING) {
            Duration left =
                    entry.config().readyDelay().plus(StateRule.SHELL_START).minus(entry.age());
            next = loop.schedule(left.plusMillis(1), () -> {
                changed.run();
                // The clock of the machine may have been told anew meanwhile.
                schedule();
            });
        }
    }

    /** Plan nothing any more. */
    void cancel() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }
}
