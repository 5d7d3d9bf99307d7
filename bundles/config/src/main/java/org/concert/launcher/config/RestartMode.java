/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

/** When a process that ended is started again. */
public enum RestartMode {
    /** Never. */
    NO("no"),
    /** When it ended unasked, with an exit code other than 0 or by a signal. */
    ON_FAILURE("on-failure"),
    /** Whenever it ended unasked. */
    ALWAYS("always");

    private final String key;

    RestartMode(String key) {
        this.key = key;
    }

    /** Return the word that stands for it in a launcher file. */
    public String key() {
        return key;
    }
}
