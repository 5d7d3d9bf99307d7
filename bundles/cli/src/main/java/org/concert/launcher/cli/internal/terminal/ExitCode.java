/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import org.concert.launcher.api.Outcome;

/** The exit codes of {@code concert_launcher}. They are a contract: people script against them. */
public final class ExitCode {

    /** Everything asked for is done. */
    public static final int DONE = 0;

    /** A process failed, or the launcher itself did. */
    public static final int FAILED = 1;

    /** The command line or the launcher file is wrong. */
    public static final int USAGE = 2;

    /** A machine or container could not be reached. */
    public static final int UNREACHABLE = 3;

    /** Ctrl-C; what was started goes on. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** Return the exit code that tells what became of a start or a stop. */
    public static int of(Outcome outcome) {
        if (outcome.unreachable()) {
            return UNREACHABLE;
        }
        return outcome.ok() ? DONE : FAILED;
    }
}
