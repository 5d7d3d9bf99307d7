/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import org.jspecify.annotations.Nullable;

/**
 * What a launcher knows of one machine at one moment.
 *
 * @param name the machine as the launcher file names it
 * @param transport the name of the transport that reaches it, or null while none does
 * @param state the state of the connection
 * @param tmuxVersion such as {@code 3.3a}, or null while not known
 * @param containerRuntime what runs its containers, such as {@code Docker 20.10.24}; null until one was reached
 * @param latencyMillis how long its tmux took to answer the last question, the way there and back included, in
 *     milliseconds; null while not connected
 * @param lastError why it could not be reached the last time; empty when it could
 */
public record MachineSnapshot(
        String name,
        @Nullable String transport,
        State state,
        @Nullable String tmuxVersion,
        @Nullable String containerRuntime,
        @Nullable Long latencyMillis,
        String lastError) {

    /** The state of the connection to a machine. */
    public enum State {
        /** Nobody has asked for it yet. */
        IDLE,
        /** Being reached. */
        CONNECTING,
        /** Reached: what is known of its processes is current. */
        CONNECTED,
        /** Cannot be reached: its processes are UNKNOWN. */
        UNREACHABLE
    }
}
