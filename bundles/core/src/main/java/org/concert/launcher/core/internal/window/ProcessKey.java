/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import org.jspecify.annotations.Nullable;

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

    /** Those that a record has by itself are made when they are called first, which takes each command some 30 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessKey key && name.equals(key.name) && session.equals(key.session);
    }

    /** As {@link #equals} says. */
    @Override
    public int hashCode() {
        return 31 * session.hashCode() + name.hashCode();
    }

    /** Return {@code session/name}. */
    @Override
    public String toString() {
        return session + "/" + name;
    }
}
