/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import org.jspecify.annotations.Nullable;

/**
 * What became of one process in a start or a stop.
 *
 * @param name the process
 * @param result what became of it
 * @param message one line for people: why, or what was found
 * @param exitCode the exit code of a one-shot that ended or of a process that died, or null
 */
public record ProcessOutcome(
        String name,
        Result result,
        String message,
        @Nullable Integer exitCode) {

    /** What became of a process. */
    public enum Result {
        /** It was started and is ready, or, a one-shot, ended with 0. */
        STARTED,
        /** It ran already; nothing was changed. */
        ALREADY_RUNNING,
        /** It was stopped. */
        STOPPED,
        /** It did not run; nothing was changed. */
        NOT_RUNNING,
        /** It runs on: all were to be stopped, another launcher file has started it, and it was not named. */
        LEFT,
        /** It failed, or was refused; the message says why. */
        FAILED,
        /** Its machine or container could not be reached. */
        UNREACHABLE
    }

    /** Return whether the process is as it was asked for. */
    public boolean ok() {
        return result != Result.FAILED && result != Result.UNREACHABLE;
    }
}
