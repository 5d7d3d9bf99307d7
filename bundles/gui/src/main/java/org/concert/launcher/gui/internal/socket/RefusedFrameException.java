/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal.socket;

/** Thrown when a client sends what is not to be taken; the connection ends with the code. */
final class RefusedFrameException extends Exception {

    /** What is against the protocol. */
    static final int PROTOCOL = 1002;

    /** Text that is no UTF-8. */
    static final int NO_TEXT = 1007;

    /** A message that is too long. */
    static final int TOO_LONG = 1009;

    private static final long serialVersionUID = 1L;

    private final int code;

    RefusedFrameException(int code, String why) {
        super(why);
        this.code = code;
    }

    int code() {
        return code;
    }
}
