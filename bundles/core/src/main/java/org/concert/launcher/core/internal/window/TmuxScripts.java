/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.ArrayList;
import java.util.List;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.script.Resource;
import org.concert.launcher.tmux.TmuxText;
import org.jspecify.annotations.Nullable;

/** What is done to a tmux server by the functions of tmux.sh, under a lock between launchers. */
final class TmuxScripts {

    private static final String FUNCTIONS = Resource.text(TmuxScripts.class, "tmux.sh");

    /** The exit code of what cannot be done, as the server lives and cannot be had. */
    static final int NO_SERVER = 3;

    /** The words that name the server: {@code -L NAME} or {@code -S PATH}. */
    private final List<String> server;

    /**
     * Create the scripts for one server.
     *
     * @param socket the name of a server, the path of its socket if it contains a slash, or null for the user's own
     */
    TmuxScripts(@Nullable String socket) {
        server = serverWords(socket);
    }

    static List<String> serverWords(@Nullable String socket) {
        return socket == null ? List.of("-L", "default") : List.of(socket.contains("/") ? "-S" : "-L", socket);
    }

    /** Return the script that is a control client in a session of launchers. */
    String attach(String session, String subscription) {
        return call("attach", session, subscription);
    }

    /** Return the script that sees to a session, and prints the panes that are there only for its sake. */
    String makeSession(String session, String directory) {
        return call("make_session", session, TmuxText.literal(directory));
    }

    /** Return the script that has a server whose socket was removed make it again. */
    String recall() {
        return call("recall");
    }

    /** Return the script that prints the path of the server's socket. */
    String socketPath() {
        return call("socket_path");
    }

    /** Return the script that prints the process ids of all servers of this socket. */
    String rivals() {
        return FUNCTIONS + "servers_at \"$(socket_path " + ShellQuote.words(server) + ")\"";
    }

    /** Return the script that removes panes. */
    String removePanes(List<String> paneIds) {
        return call("remove_panes", paneIds.toArray(String[]::new));
    }

    /** Return the script that shows windows in a session for people. */
    String monitor(String session, boolean replace, List<MonitorWindow> windows) {
        List<String> arguments = new ArrayList<>(List.of(session, replace ? "1" : "0"));
        windows.forEach(window -> arguments.add(window.word()));
        return call("monitor", arguments.toArray(String[]::new));
    }

    private String call(String function, String... arguments) {
        return FUNCTIONS + function + " " + ShellQuote.words(server) + " " + ShellQuote.words(List.of(arguments));
    }
}
