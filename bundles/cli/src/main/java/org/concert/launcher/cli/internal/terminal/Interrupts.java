/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.terminal;

import org.concert.launcher.api.Launcher.Registration;

/** Tells of Ctrl-C, SIGTERM and SIGHUP. */
@FunctionalInterface
public interface Interrupts {

    /**
     * Have {@code action} run, on a thread of its own, if the program is interrupted before the result is closed.
     */
    Registration during(Runnable action);

    /** Return the interrupts of this operating system process, which the JVM answers with 128 + the signal number. */
    static Interrupts ofProcess() {
        return action -> {
            var hook = new Thread(action, "concert-interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> remove(hook);
        };
    }

    /** Return whether the hook will not run; false when the JVM is on its way down, with the hook at work. */
    private static boolean remove(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
