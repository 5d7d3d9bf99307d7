/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.agent;

/** Puts a script on one line, so that {@code printf %b} (POSIX) gives it back. */
final class PrintfText {

    private PrintfText() {}

    static String escape(String script) {
        if (script.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Cannot run a script with a NUL character");
        }
        return script.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
