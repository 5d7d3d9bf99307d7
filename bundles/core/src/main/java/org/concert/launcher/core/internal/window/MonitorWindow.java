/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.List;
import org.concert.launcher.api.ShellQuote;

/** A window of a session in which people look at processes. */
public sealed interface MonitorWindow {

    /** Return the process it shows. */
    String process();

    /** Return the word by which tmux.sh knows it. */
    String word();

    /**
     * The window of the process itself, which is in the same tmux server.
     *
     * @param process the process
     * @param paneId its pane
     */
    record Linked(String process, String paneId) implements MonitorWindow {
        @Override
        public String word() {
            return process + " " + paneId;
        }
    }

    /**
     * A window of its own, whose program shows the process.
     *
     * @param process the process
     * @param arguments the program and its arguments
     */
    record Program(String process, List<String> arguments) implements MonitorWindow {

        /** Copy the arguments, so that nobody can change them later. */
        public Program {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String word() {
            return process + " exec " + ShellQuote.words(arguments);
        }
    }
}
