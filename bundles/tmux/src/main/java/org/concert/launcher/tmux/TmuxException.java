/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux;

import java.io.Serial;

/** A command list did not succeed; {@link #kind()} says what is then known of the server. */
public final class TmuxException extends Exception {

    /** What is known of the commands that did not succeed. */
    public enum Kind {

        /** A command failed: those before it ran, those after it did not; see {@link TmuxClient#run} for the details. */
        COMMAND_FAILED,

        /** Nothing was sent, as too much was outstanding. */
        NOT_SENT,

        /** The connection ended before the reply, or was over already. Whether commands ran is unknown. */
        CONNECTION_LOST
    }

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /**
     * Create one.
     *
     * @param kind what is known of the server
     * @param message for {@link Kind#COMMAND_FAILED} the text of tmux, as it is
     */
    public TmuxException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
