/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher decided when a process with a restart policy died: when it is restarted, or why it is not.
 *
 * @param by the launcher that decided, and that restarts it when the time has come; letters, digits and {@code -}
 * @param delay how long after the decision the restart is due; zero if it is not restarted
 * @param dueMillis when that is, in milliseconds since 1970 by the clock of the machine, which may be set meanwhile
 * @param dueUptimeMillis when that is, in milliseconds since the boot of the machine
 * @param refusal why it is not restarted; empty if it is
 */
public record Backoff(String by, Duration delay, long dueMillis, long dueUptimeMillis, String refusal) {

    private static final int FIELDS = 5;

    /** Return the decision not to restart a process. */
    public static Backoff refused(String by, String why) {
        return new Backoff(by, Duration.ZERO, 0, 0, why);
    }

    /** Return whether the process is to be restarted. */
    public boolean restarts() {
        return refusal.isEmpty();
    }

    /** Return one word that {@link #decode} understands; of a decision to restart it is one that a tmux format may hold. */
    String encode() {
        return String.join(
                "/",
                by,
                Long.toString(delay.toMillis()),
                Long.toString(dueMillis),
                Long.toString(dueUptimeMillis),
                StartMark.encode(refusal));
    }

    /** Return the decision that a word stands for, or null if it stands for none. */
    static @Nullable Backoff decode(String word) {
        String[] fields = word.split("/", -1);
        if (fields.length != FIELDS) {
            return null;
        }
        return new Backoff(
                fields[0],
                Duration.ofMillis(PaneFormat.number(fields[1])),
                PaneFormat.number(fields[2]),
                PaneFormat.number(fields[3]),
                StartMark.decodeText(fields[4]));
    }
}
