/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.io.Serial;

/** Thrown when a text does not have the shape it should have. */
final class UnfitException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String complaint;

    /** Make one of what is wrong and what would be right. */
    UnfitException(String complaint) {
        super(complaint);
        this.complaint = complaint;
    }

    String complaint() {
        return complaint;
    }
}
