/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

import java.io.Serial;
import java.time.Duration;

/** A script did not end in its time and was killed. */
public final class ScriptTimeoutException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ScriptTimeoutException(Duration timeout) {
        super("no end within " + timeout.toMillis() + " ms");
    }
}
