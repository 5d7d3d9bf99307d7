/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.message;

import java.io.Serial;

/** A request that cannot be answered as it wants; its message is for people. */
public final class ProblemException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Create one from the HTTP status and a complete sentence. */
    public ProblemException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** Return the HTTP status. */
    public int status() {
        return status;
    }

    /** Return what is wrong, for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
