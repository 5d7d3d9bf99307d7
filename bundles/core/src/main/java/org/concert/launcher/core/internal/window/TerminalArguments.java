/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments by which a terminal of a person shows what runs in tmux. A socket is the name of a server, the path of its socket if it
 * contains a slash, or null for the user's own.
 */
public final class TerminalArguments {

    private TerminalArguments() {}

    /** Return the arguments by which a terminal of this machine shows a session. */
    public static List<String> attach(@Nullable String socket, String session) {
        return tmux(socket, "attach-session", "-t", session);
    }

    /** Return the arguments by which a terminal that is a client already shows another session. */
    public static List<String> switchTo(@Nullable String socket, String session) {
        return tmux(socket, "switch-client", "-t", session);
    }

    /** Return the arguments by which a terminal on the machine of the server shows the window of a pane, whoever looks on. */
    public static List<String> show(@Nullable String socket, String session, String paneId) {
        return tmux(
                socket,
                "new-session",
                "-t",
                "=" + session,
                ";",
                "set-option",
                "destroy-unattached",
                "on",
                ";",
                "select-window",
                "-t",
                paneId);
    }

    private static List<String> tmux(@Nullable String socket, String... command) {
        List<String> arguments = new ArrayList<>(List.of("tmux"));
        arguments.addAll(TmuxScripts.serverWords(socket));
        arguments.addAll(List.of(command));
        return arguments;
    }
}
