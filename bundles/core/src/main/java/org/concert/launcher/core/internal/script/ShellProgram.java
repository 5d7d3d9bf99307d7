/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.script;

import java.util.List;

/**
 * A long program for a POSIX shell. It is in the environment of its shell and not among the arguments, so that who lists
 * programs ({@code ps}, {@code systemctl status}) reads a name instead of pages.
 */
public final class ShellProgram {

    private static final String VARIABLE = "CONCERT_LAUNCHER_PROGRAM";

    private ShellProgram() {}

    /**
     * Return the words of a command that runs a program. What the program begins does not have it in its environment.
     *
     * @param title what those who list programs are told of it
     * @param text the program; Linux takes up to 128 KiB
     */
    public static List<String> words(String title, String text) {
        return List.of(
                "env",
                VARIABLE + "=unset " + VARIABLE + "\n" + text,
                "sh",
                "-c",
                "eval \"$" + VARIABLE + "\"",
                "concert_launcher " + title);
    }
}
