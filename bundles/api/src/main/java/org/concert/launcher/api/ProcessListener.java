/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of changes. Called on one thread of the launcher, in order; it must return quickly and not throw. */
@ConsumerType
@FunctionalInterface
public interface ProcessListener {

    /** Take note of a state change. */
    void stateChanged(ProcessEvent event);

    /**
     * Take note of what a process is found to be when it is looked at for the first time; until then it was UNKNOWN. That
     * is no change of its state.
     */
    default void firstSeen(ProcessSnapshot process) {}

    /**
     * Take note that there are other processes or machines, or other descriptions of them: the launcher file was read
     * again, or a process that had left it has ended.
     */
    default void processesChanged() {}

    /** Take note of a run: that it has begun, how far it has come, and, at last, that it has ended. */
    default void runChanged(RunSnapshot run) {}

    /** Take note that the launcher file was read again and cannot be used: what was read before stays in force. */
    default void fileRefused(LauncherException why) {}
}
