/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.process;

/**
 * What this launcher is about to do with a process that tmux does not show yet.
 *
 * @param kind what it is about
 * @param message for WAITING, what it waits for; for FAILED, why it could not be started; else empty
 */
public record Intent(Kind kind, String message) {

    /** Nothing: tmux tells all there is to know. */
    public static final Intent NONE = new Intent(Kind.NONE, "");

    /** The kinds of intent. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** Its dependencies are being waited for. */
        WAITING,
        /** Its window is being made. */
        STARTING,
        /** It could not be started. */
        FAILED
    }
}
