/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.nio.file.Path;
import java.util.Map;

/** Where the launchers of an account keep their state. */
public final class StateFolder {

    private StateFolder() {}

    /** Return the folder by the environment variables, as the XDG Base Directory Specification has it. */
    public static Path of(Map<String, String> variables) {
        String state = variables.getOrDefault("XDG_STATE_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        Path all = state.startsWith("/")
                ? Path.of(state)
                : Path.of(home.startsWith("/") ? home : System.getProperty("user.home"), ".local", "state");
        return all.resolve("concert-launcher");
    }
}
