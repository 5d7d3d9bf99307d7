/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

/** What a process waits for of something that it depends on. */
public enum DependencyCondition {
    /** That it is ready; of a one-shot, that it is done. What is UNHEALTHY is waited for. */
    READY("ready"),
    /** That its command has begun. */
    STARTED("started"),
    /** That it, a one-shot, has ended with 0. */
    DONE("done"),
    /** That it is ready and works, as shown by what it is asked by. */
    HEALTHY("healthy");

    private final String key;

    DependencyCondition(String key) {
        this.key = key;
    }

    /** Return the word that stands for it in a launcher file. */
    public String key() {
        return key;
    }
}
