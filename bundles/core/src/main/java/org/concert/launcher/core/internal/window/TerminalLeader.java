/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.core.internal.script.Resource;

/**
 * The program that leads the session of a window and runs the process in it, so that the terminal can outlive the first
 * program of the process: the kernel takes it from all programs of a session when the leader ends. terminal.sh tells how.
 */
public final class TerminalLeader {

    /** The environment variable that the leader carries instead of that of the process, with the same value. */
    public static final String VARIABLE = "CONCERT_LAUNCHER_TERMINAL";

    private static final String COMMAND = "CONCERT_LAUNCHER_COMMAND";

    private static final String PIPES = "CONCERT_LAUNCHER_PIPES";

    /** The script, which is in the environment too, as nobody who lists programs wants to read it. */
    private static final String SCRIPT = "CONCERT_LAUNCHER_LEADER";

    private static final String TEXT = Resource.withoutComments(TerminalLeader.class, "terminal.sh");

    /** How many bytes {@link #environment} adds to the command. */
    public static final int OVERHEAD = COMMAND.length() + 1;

    /** A launcher that does not come to let go of the terminal has been killed. */
    private static final Duration SPARE = Duration.ofSeconds(10);

    private static final int LOOKS_PER_SECOND = 20;

    private TerminalLeader() {}

    /**
     * Return the words that run a process by a leader.
     *
     * @param title tells all accounts what this is for
     * @param bash whether there is bash
     * @param captured whether it is the child of tmux, so that the capture hears of its end; not so inside a container
     * @param stopTimeout how long what is left of the process may take to end by each of two signals
     * @param words the words of the process, but for the last, which is in the environment
     */
    public static List<String> words(
            String title, boolean bash, boolean captured, Duration stopTimeout, List<String> words) {
        List<String> all = new ArrayList<>(bash ? List.of("bash", "--norc", "-ic") : List.of("sh", "-c"));
        long limit = stopTimeout.multipliedBy(2).plus(SPARE).toMillis() * LOOKS_PER_SECOND / 1000;
        all.addAll(List.of("eval \"$" + SCRIPT + "\"", title, Long.toString(limit), captured ? "read" : "unread"));
        all.addAll(words);
        return all;
    }

    /**
     * Return what a leader finds in its environment.
     *
     * @param command the last word of the process
     * @param mark what everything that the process starts carries
     * @param tty whether the process has the terminal; else the leader gives it pipes, which the capture reads
     */
    public static Map<String, String> environment(String command, String mark, boolean tty) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (!tty) {
            environment.put(PIPES, "");
        }
        environment.put(VARIABLE, mark);
        environment.put(SCRIPT, TEXT);
        environment.put(COMMAND, command);
        return environment;
    }
}
