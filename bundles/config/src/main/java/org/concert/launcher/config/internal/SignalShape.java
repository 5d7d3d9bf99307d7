/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.List;
import org.concert.launcher.config.NearestName;

/**
 * The name of a signal that asks a program to end, with or without {@code SIG}. Numbers are refused, because they are
 * not the same on all systems; so are the signals that only halt a program or say something of a child.
 */
final class SignalShape implements Shape<String> {

    private static final List<String> SIGNALS = List.of(
            "SIGINT",
            "SIGTERM",
            "SIGQUIT",
            "SIGHUP",
            "SIGKILL",
            "SIGABRT",
            "SIGALRM",
            "SIGPIPE",
            "SIGPWR",
            "SIGUSR1",
            "SIGUSR2",
            "SIGWINCH");

    @Override
    public String parse(String text) throws UnfitException {
        String name = text.startsWith("SIG") ? text : "SIG" + text;
        if (!SIGNALS.contains(name)) {
            throw new UnfitException(Quoted.of(text)
                    + " is not a signal to stop a process with; use SIGINT, SIGTERM, SIGQUIT, SIGHUP or the like"
                    + NearestName.hint(name, SIGNALS));
        }
        return name;
    }
}
