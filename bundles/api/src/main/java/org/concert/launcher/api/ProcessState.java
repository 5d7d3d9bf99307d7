/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

/**
 * What is known of a process. Names and codes are a contract: people script against them.
 *
 * <p>The codes are those of the tool this one replaces: 0 not running, 1 on its way, 2 ready, -1 in trouble.
 */
public enum ProcessState {
    /** Not running: never started, or stopped on request. */
    STOPPED(0, false),
    /** A one-shot that ended with 0. */
    DONE(0, false),
    /** A start was asked for; its dependencies are not ready yet. */
    WAITING(1, false),
    /**
     * A start was asked for and not made: something it depends on has failed, or whoever was asked for it has gone. It is made when that
     * is mended, while a launcher keeps to restart policies.
     */
    BLOCKED(0, false),
    /** Its window is being created. */
    STARTING(1, true),
    /** Alive; its readiness is not yet shown. */
    RUNNING(1, true),
    /** Alive, and its readiness is shown. */
    READY(2, true),
    /** Alive, and was ready; its liveness checks fail. */
    UNHEALTHY(1, true),
    /** A stop was asked for; something of it is still alive. */
    STOPPING(1, true),
    /** It died, and a restart is due. */
    BACKOFF(1, false),
    /**
     * It died unasked with an exit code other than 0 or by a signal, could not start, or was not ready in time; or programs of it live
     * on though its window is gone, or though a stop was asked for.
     */
    FAILED(-1, false),
    /** A persistent process that ended by itself with 0. */
    EXITED(0, false),
    /** Its machine cannot be reached: it may well be running. */
    UNKNOWN(-1, false);

    private final int code;
    private final boolean live;

    ProcessState(int code, boolean live) {
        this.code = code;
        this.live = live;
    }

    /** Return the numeric code of this state: 0, 1, 2 or -1. */
    public int code() {
        return code;
    }

    /** Return whether a process in this state has a living command. A FAILED one that was not ready in time may have. */
    public boolean isLive() {
        return live;
    }
}
