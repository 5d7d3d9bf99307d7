/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

/**
 * How a command ended.
 *
 * @param exit its exit code or signal
 * @param stdout the end of its output, at most 64 KiB
 * @param stderr the end of its error output, at most 64 KiB
 */
public record CommandResult(ExitStatus exit, String stdout, String stderr) {

    /** Return whether it exited with 0. */
    public boolean ok() {
        return exit.code() == 0;
    }
}
