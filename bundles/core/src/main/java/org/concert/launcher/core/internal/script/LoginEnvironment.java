/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The environment in which processes and their checks run on a machine: that of a log-in and their own, whoever starts them, and
 * from which shell. login.sh tells which variables these are. A container has its own rule: what its image and its start say.
 */
public final class LoginEnvironment {

    /** The names of the variables that a process has of its own. */
    private static final String OWN = "CONCERT_LAUNCHER_OWN";

    private static final String SCRIPT = "CONCERT_LAUNCHER_LOGIN";

    private static final String TEXT = Resource.withoutComments(LoginEnvironment.class, "login.sh");

    private static final String RUN = "eval \"$" + SCRIPT + "\"; unset " + SCRIPT + "; exec \"$@\"";

    private LoginEnvironment() {}

    /** Return what a bash finds in its environment that is to bring this about: terminal.sh does, and {@link #words}. */
    public static Map<String, String> asked(Collection<String> own) {
        return Map.of(OWN, String.join(" ", own), SCRIPT, TEXT);
    }

    /** Return the words that run others in this environment, which is {@link #asked} for. */
    public static List<String> words(List<String> command) {
        List<String> words = new ArrayList<>(List.of("bash", "--norc", "-c", RUN, "bash"));
        words.addAll(command);
        return words;
    }
}
