/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.rest;

import java.io.Serial;

/** A request that cannot be answered as it wants; its message is for people. */
final class ProblemException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Create one from the HTTP status and a complete sentence. */
    ProblemException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
