/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.command;

import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;

/** Where a command has its launcher from. */
public interface LauncherSource {

    /** Let a command work with the launcher that is meant, and return its exit code. */
    int use(Work work) throws LauncherException, InterruptedException;

    /**
     * Log errors only: the rest would run through a picture on the terminal. To be called before {@link #use}; where the
     * log goes elsewhere, nothing happens.
     */
    default void logErrorsOnly() {}

    /** Return what the user types to give another command to the same launcher; it can be copied as it stands. */
    String typed(String command);

    /** What a command does with a launcher. */
    @FunctionalInterface
    interface Work {

        /** Do it, and return the exit code. */
        int with(Launcher launcher) throws LauncherException, InterruptedException;
    }
}
