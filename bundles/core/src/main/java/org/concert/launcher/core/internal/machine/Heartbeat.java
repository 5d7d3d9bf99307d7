/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import org.concert.launcher.core.internal.loop.Delay;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.window.Panes;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a tmux answers no more though nothing has ended, as one that is stopped: what it shows would stay as it was. Lives
 * on the loop.
 */
final class Heartbeat {

    /** From an answer to the next question. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** Longer than TCP takes to send again what was dropped for 5 s; with the period, a silence is told within 10 s. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    /** When this step comes so much too late, this launcher was stopped, or its machine slept: that tells nothing of tmux. */
    private static final Duration OWN_DELAY = Duration.ofSeconds(1);

    private final Panes panes;
    private final Loop loop;
    private final Runnable silent;
    private long askedNanos;
    private boolean ended;
    private @Nullable Delay next;

    /**
     * Create one that has not begun.
     *
     * @param silent is called once, when tmux has not answered for {@link #PATIENCE}
     */
    Heartbeat(Panes panes, Loop loop, Runnable silent) {
        this.panes = panes;
        this.loop = loop;
        this.silent = silent;
    }

    /** Ask, again and again. */
    void begin() {
        if (ended) {
            return;
        }
        askedNanos = loop.nanoTime();
        loop.listen(panes.ping(), (pong, failure) -> {
            if (!ended && failure == null) {
                schedule(PERIOD, this::begin);
            }
        });
        schedule(PATIENCE, this::judge);
    }

    private void judge() {
        if (loop.nanoTime() - askedNanos - PATIENCE.toNanos() > OWN_DELAY.toNanos()) {
            begin();
        } else {
            end();
            silent.run();
        }
    }

    private void schedule(Duration wait, Runnable step) {
        if (next != null) {
            next.cancel();
        }
        next = loop.schedule(wait, step);
    }

    /** Ask no more. */
    void end() {
        ended = true;
        if (next != null) {
            next.cancel();
        }
    }
}
