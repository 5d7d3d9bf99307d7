/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.Serial;

/** Thrown when serving cannot begin; its message is one line for the user. */
public final class ServeException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Create one with what to tell the user. */
    public ServeException(String message) {
        super(message);
    }

    ServeException(String message, Throwable cause) {
        super(message, cause);
    }
}
