/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.util.Locale;
import org.concert.launcher.api.ProcessOutcome.Result;
import org.concert.launcher.api.ProcessState;
import org.jspecify.annotations.Nullable;

/** What can be asked for that takes its time. */
enum Action {
    /** To have processes running. */
    START,
    /** To have them end. */
    STOP,
    /** To have them end at once. */
    KILL,
    /** To have them end, and run again. */
    RESTART;

    /** Return its name in paths and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean ends() {
        return this == STOP || this == KILL;
    }

    /** Return whether a process in this state is what is asked for. */
    boolean isThereAlready(ProcessState state) {
        return ends()
                ? state == ProcessState.STOPPED || state == ProcessState.DONE || state == ProcessState.EXITED
                : this == START && state == ProcessState.READY;
    }

    /** Return what became of a process that was so already. */
    Result already() {
        return ends() ? Result.NOT_RUNNING : Result.ALREADY_RUNNING;
    }

    /** Return what a change of state means, or null if the process has not come to an end of it. */
    @Nullable
    Result result(ProcessState state) {
        if (ends()) {
            return state.isLive() || state == ProcessState.UNKNOWN ? null : Result.STOPPED;
        }
        if (state == ProcessState.READY || state == ProcessState.DONE || state == ProcessState.EXITED) {
            return Result.STARTED;
        }
        return state == ProcessState.FAILED ? Result.FAILED : null;
    }
}
