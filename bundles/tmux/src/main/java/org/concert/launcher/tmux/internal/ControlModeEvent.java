/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.util.List;
import org.concert.launcher.tmux.Notification;

/** What the lines of control mode add up to. */
public sealed interface ControlModeEvent {

    /**
     * The block one executed command left.
     *
     * @param own whether a command of this client caused it, and not its start or a hook
     * @param failed whether it ended with {@code %error}
     * @param lines its output, or the error text
     */
    record Block(boolean own, boolean failed, List<String> lines) implements ControlModeEvent {

        public Block {
            lines = List.copyOf(lines);
        }
    }

    /** A line outside any block. */
    record Notice(Notification notification) implements ControlModeEvent {}
}
