/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.io.Serial;

/** Why a client is not given what it asks for. */
final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RefusedException tooMany(String message) {
        return new RefusedException(429, message);
    }

    static RefusedException malformed(String message) {
        return new RefusedException(400, message);
    }

    int status() {
        return status;
    }
}
