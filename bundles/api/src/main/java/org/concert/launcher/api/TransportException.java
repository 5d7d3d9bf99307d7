/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.io.Serial;

/** A place could not be reached, or was lost; it is unknown what became of what was asked of it. */
public class TransportException extends LauncherException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean nothingRuns;

    /** Create one from a complete sentence that names the place. */
    public TransportException(String message) {
        super(message);
        this.nothingRuns = false;
    }

    /** Create one from a complete sentence that names the place, and what led to it. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
        this.nothingRuns = false;
    }

    private TransportException(String message, boolean nothingRuns) {
        super(message);
        this.nothingRuns = nothingRuns;
    }

    /**
     * Create one for a place that is not there or does not run, such as a container that has stopped, so that nothing
     * that was started in it can live.
     *
     * @param message a complete sentence that names the place
     */
    public static TransportException nothingRuns(String message) {
        return new TransportException(message, true);
    }

    /** Return whether it is certain that nothing that was started in the place lives. */
    public boolean isNothingRunning() {
        return nothingRuns;
    }
}
