/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended.
 *
 * @param code its exit code, 128 + N for signal N
 * @param signal the signal that ended it, such as {@code SIGKILL}, or null
 */
public record ExitStatus(int code, @Nullable String signal) {

    /** Shells report the death of a child by signal N as exit code 128 + N (POSIX, Shell Command Language, 2.8.2). */
    private static final int SIGNAL_BASE = 128;

    /** Linux signal numbers of all common architectures (signal(7)). */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(16, "SIGSTKFLT"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS"));

    /** Return the status of a program that a shell or the kernel gave this exit code, 128 + N meaning signal N. */
    public static ExitStatus ofCode(int code) {
        return new ExitStatus(code, code > SIGNAL_BASE ? NAMES.get(code - SIGNAL_BASE) : null);
    }

    /** Return the status of a program that signal number {@code number} ended. */
    public static ExitStatus ofSignal(int number) {
        return new ExitStatus(SIGNAL_BASE + number, NAMES.getOrDefault(number, "signal " + number));
    }

    /** Return {@code exit code 7} or {@code SIGSEGV}. */
    @Override
    public String toString() {
        return signal == null ? "exit code " + code : signal;
    }
}
