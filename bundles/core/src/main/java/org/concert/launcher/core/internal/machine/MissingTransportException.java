/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.io.Serial;
import java.util.List;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.TransportException;

/** There is no transport for a place; it may be about to be exchanged. */
final class MissingTransportException extends TransportException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Create one.
     *
     * @param present the names of the transports there are
     */
    MissingTransportException(Target target, List<String> present) {
        super("Cannot reach %s: no transport for it; there is: %s".formatted(target, present));
    }
}
