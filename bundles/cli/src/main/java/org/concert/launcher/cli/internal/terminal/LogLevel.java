/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

/** How much the launcher tells of itself on standard error. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** Make this the level of all loggers; works only before the first of them is made. */
    public void apply() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", name());
        System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
        if (this == DEBUG) {
            System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
            System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
        } else {
            System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
        }
    }
}
