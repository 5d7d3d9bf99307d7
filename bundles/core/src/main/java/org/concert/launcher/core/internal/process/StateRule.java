/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

import java.time.Duration;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.core.internal.window.Backoff;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.Wish;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says in which state a process is: a pure function of what tmux tells, of what this launcher is about
 * to do, and of the time. Any launcher that sees the same comes to the same state.
 */
final class StateRule {

    /**
     * Without a readiness check a process is ready when it has been alive for its ready delay. The launcher that started
     * it counts from when a shell is up, and notes it; where that was not noted, because the launcher was killed, a shell
     * counts as up after so long.
     */
    static final Duration SHELL_START = Duration.ofSeconds(5);

    /** A launcher that restarts a process notes that on its dead pane well within so long. */
    static final Duration REACTION = Duration.ofSeconds(15);

    /** A restart that is so long overdue is made by nobody any more: it would come as a surprise. */
    static final Duration OVERDUE = Duration.ofSeconds(30);

    private StateRule() {}

    /**
     * Return the state of a process.
     *
     * @param config what the launcher file says of it
     * @param reachable whether its machine is reached, as far as is known
     * @param pane its pane, or null if there is none
     * @param outlived what lives on of it without a window, or though it was stopped
     * @param intent what this launcher is about to do
     * @param wish what is noted if it is to run and does not yet; null for nothing
     * @param age for how long its pane has been there
     */
    static ProcessState state(
            ProcessConfig config,
            boolean reachable,
            @Nullable PaneRecord pane,
            Outlived outlived,
            Intent intent,
            @Nullable Wish wish,
            Duration age) {
        if (!reachable) {
            return ProcessState.UNKNOWN;
        }
        if (pane != null && pane.alive()) {
            // What a stop could not end.
            return outlived.livesOn(pane.start().run()) ? ProcessState.FAILED : alive(config, pane, age);
        }
        return switch (intent.kind()) {
            case WAITING -> ProcessState.WAITING;
            case STARTING -> ProcessState.STARTING;
            case FAILED -> ProcessState.FAILED;
            case NONE -> wished(withoutIntent(config, pane, outlived), outlived.livesOn() ? null : wish);
        };
    }

    /** What is to run, and has ended or was never begun. */
    private static ProcessState wished(ProcessState without, @Nullable Wish wish) {
        return switch (without) {
            case STOPPED, EXITED, DONE, FAILED ->
                wish == null ? without : wish.isHeld() ? ProcessState.WAITING : ProcessState.BLOCKED;
            default -> without;
        };
    }

    private static ProcessState withoutIntent(ProcessConfig config, @Nullable PaneRecord pane, Outlived outlived) {
        if (outlived.livesOn()) {
            return ProcessState.FAILED;
        }
        if (pane != null) {
            return ended(config, pane);
        }
        // Who closes its window means to stop it; what comes of that is not known yet.
        return outlived.doubted() ? ProcessState.STOPPING : ProcessState.STOPPED;
    }

    private static ProcessState alive(ProcessConfig config, PaneRecord pane, Duration age) {
        if (pane.marks().stopMillis() > 0) {
            return ProcessState.STOPPING;
        }
        if (!pane.marks().failure().isEmpty()) {
            return ProcessState.FAILED;
        }
        if (pane.marks().readyMillis() > 0 || aliveForLong(config, pane, age)) {
            return pane.marks().unhealthy().isEmpty() ? ProcessState.READY : ProcessState.UNHEALTHY;
        }
        return ProcessState.RUNNING;
    }

    private static boolean aliveForLong(ProcessConfig config, PaneRecord pane, Duration age) {
        Duration enough = config.readyDelay().plus(SHELL_START);
        return config.persistent() && !config.isAskedWhenReady() && pane.marks().begun() && age.compareTo(enough) >= 0;
    }

    private static ProcessState ended(ProcessConfig config, PaneRecord pane) {
        if (pane.marks().stopMillis() > 0) {
            return ProcessState.STOPPED;
        }
        if (awaitsRestart(config, pane, pane.restarts().supervised() && pane.endedWithin(REACTION))) {
            return ProcessState.BACKOFF;
        }
        if (pane.restarts().backoff() != null) {
            return ProcessState.FAILED;
        }
        if (pane.failed()) {
            return ProcessState.FAILED;
        }
        return config.persistent() ? ProcessState.EXITED : ProcessState.DONE;
    }

    /**
     * Return whether a dead process is to be restarted: as is noted on its pane, or, before that, as its policy has it.
     *
     * @param expected whether there is a launcher that will note it
     */
    static boolean awaitsRestart(ProcessConfig config, PaneRecord pane, boolean expected) {
        if (pane.marks().stopMillis() > 0 || pane.alive()) {
            return false;
        }
        Backoff backoff = pane.restarts().backoff();
        if (backoff == null) {
            return expected && RestartPolicy.appliesTo(config, pane.failed());
        }
        return backoff.restarts() && !isOverdue(pane, backoff);
    }

    /** Return whether nobody makes a restart any more that was due. */
    static boolean isOverdue(PaneRecord pane, Backoff backoff) {
        return pane.toldSeconds() * 1000 > backoff.dueMillis() + OVERDUE.toMillis();
    }

    /** Return how long after it was told of a process in BACKOFF its restart is so overdue that it has failed. */
    static Duration backoffLasts(PaneRecord pane) {
        Backoff backoff = pane.restarts().backoff();
        return backoff == null ? REACTION : OVERDUE.plusMillis(backoff.dueMillis() - pane.toldSeconds() * 1000);
    }
}
