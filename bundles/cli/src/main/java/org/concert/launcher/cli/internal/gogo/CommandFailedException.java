/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.gogo;

import java.io.Serial;
import org.concert.launcher.cli.internal.terminal.ExitCode;

/** A command of a shell that did not do what it was asked to; it has said why. Ends a list of commands. */
public final class CommandFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CommandFailedException(String command, int exitCode) {
        super(command + " ended with exit code " + exitCode + ": " + meaning(exitCode));
    }

    private static String meaning(int exitCode) {
        return switch (exitCode) {
            case ExitCode.USAGE -> "it was not asked for rightly";
            case ExitCode.UNREACHABLE -> "a machine or container could not be reached";
            default -> "a process failed";
        };
    }
}
