/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;

/**
 * A tmux session of this machine in which a person sees the terminals of processes, a window each. The windows are those
 * of the processes themselves: to close the session, or to leave it, ends none.
 *
 * @param name the session
 * @param socket the path of the socket of its tmux server
 * @param shown the processes that have a window in it; when there are none, there is no session
 * @param notShown the running processes that have none, and those that may be running, each with the reason
 * @param attach the program, and its arguments, that shows the session in a terminal
 * @param switchTo the program, and its arguments, that shows it in a terminal that is a client of the same tmux server
 */
public record MonitorSession(
        String name,
        String socket,
        List<String> shown,
        List<String> notShown,
        List<String> attach,
        List<String> switchTo) {

    /** Copy the collections, so that nobody can change them later. */
    public MonitorSession {
        shown = List.copyOf(shown);
        notShown = List.copyOf(notShown);
        attach = List.copyOf(attach);
        switchTo = List.copyOf(switchTo);
    }
}
