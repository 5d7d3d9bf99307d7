/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

/**
 * What tells one process from all others of a machine.
 *
 * @param session its tmux session; letters, digits, {@code _} and {@code -}
 * @param name its name; letters, digits, {@code _} and {@code -}
 */
public record ProcessKey(String session, String name) {

    /** Return the key that {@link #toString} gave as text. */
    public static ProcessKey parse(String text) {
        int slash = text.indexOf('/');
        return new ProcessKey(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
    }

    /** Return {@code session/name}. */
    @Override
    public String toString() {
        return session + "/" + name;
    }
}
