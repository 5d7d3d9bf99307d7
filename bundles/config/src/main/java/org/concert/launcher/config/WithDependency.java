/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

/** What becomes of a process when something that it depends on directly dies unasked. */
public enum WithDependency {
    /** It goes on. */
    NOTHING("nothing"),
    /** It is stopped. */
    STOP("stop"),
    /** It is restarted when that is ready again. */
    RESTART("restart");

    private final String key;

    WithDependency(String key) {
        this.key = key;
    }

    /** Return the word that stands for it in a launcher file. */
    public String key() {
        return key;
    }
}
