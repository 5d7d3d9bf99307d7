/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.tmux.internal;

import java.io.IOException;

/** What an exception says, for a reason that is read by people. */
public final class Words {

    private Words() {}

    /** Return its message; the name of its class if it has none. */
    public static String of(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
