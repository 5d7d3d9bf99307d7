/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.util.Set;

/** Finds the command in a command line before picocli reads it. */
public final class CommandName {

    /** The options before a command that have their value in the next argument. */
    private static final Set<String> WITH_VALUE = Set.of("-c", "--config", "-l", "--log-level");

    private CommandName() {}

    /** Return the first argument that is neither an option nor the value of one, or nothing. */
    public static String in(String... args) {
        int at = at(args);
        return at < 0 ? "" : args[at];
    }

    /** Return where that stands; -1 if there is none. */
    static int at(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                return i;
            }
            if (WITH_VALUE.contains(args[i])) {
                i++;
            }
        }
        return -1;
    }
}
