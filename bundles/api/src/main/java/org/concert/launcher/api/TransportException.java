/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.Serial;

/** A place could not be reached, or was lost; it is unknown what became of what was asked of it. */
public final class TransportException extends LauncherException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Create one from a complete sentence that names the place. */
    public TransportException(String message) {
        super(message);
    }

    /** Create one from a complete sentence that names the place, and what led to it. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
