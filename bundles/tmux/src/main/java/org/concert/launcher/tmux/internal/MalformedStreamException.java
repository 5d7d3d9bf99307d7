/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.io.IOException;
import java.io.Serial;

/** What came in is not the control mode of tmux; nothing after it can be trusted. */
public final class MalformedStreamException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    MalformedStreamException(String message) {
        super(message);
    }
}
