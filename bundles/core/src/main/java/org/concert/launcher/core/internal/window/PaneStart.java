/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;
import static org.concert.launcher.tmux.TmuxText.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have the pane of a process made.
 *
 * @param key the process
 * @param mark what to note on the pane
 * @param arguments the program to run in it and its arguments
 * @param directory where it starts, absolute, on its machine
 * @param capture how its output is captured
 * @param restarts what to note of its restart policy
 * @param predecessor the dead pane of the process, or null if there is none
 */
public record PaneStart(
        ProcessKey key,
        StartMark mark,
        List<String> arguments,
        String directory,
        OutputCapture capture,
        RestartMarks restarts,
        @Nullable Predecessor predecessor) {

    /** What the command list prints when the process has a living pane already, or is not to be restarted any more. */
    static final String TAKEN = "concert-taken";

    /** What new-window and new-session print of the pane. */
    static final String STARTED = "concert-started #{pane_id} #{pane_pid}";

    /** Programs see a terminal of this size until somebody attaches. */
    private static final String SIZE = "-x 200 -y 50";

    /** Copy the arguments, so that nobody can change them later. */
    public PaneStart {
        arguments = List.copyOf(arguments);
    }

    /**
     * Return the command list that makes the pane, unless the process has a living one, or this is a restart and the dead
     * one is gone or was asked to stop. tmux runs a list without letting other clients in between, so of several
     * launchers that want the same only one makes it, and no output is lost before it is captured.
     */
    String command() {
        String session = key.session();
        String alive =
                "#{S:#{W:#{P:#{?#{&&:#{==:#{%s},%s},#{==:#{pane_dead},0}},x,}}}}".formatted(PaneFormat.PROCESS, key);
        Predecessor dead = predecessor;
        String taken =
                dead != null && dead.required() ? "#{||:%s,#{?%s,,x}}".formatted(alive, dead.restartable()) : alive;
        String sessionExists = "#{S:#{?#{==:#{session_name},%s},x,}}".formatted(session);
        String program = arguments.stream().map(argument -> argument(argument)).collect(Collectors.joining(" "));
        String common = "-n %s -c %s -P -F %s %s"
                .formatted(argument(key.name()), argument(literal(directory)), argument(STARTED), program);
        String inSession = "new-window -d -a -t " + argument("=" + session + ":{end}") + " " + common;
        // destroy-unattached would end a session that no terminal is attached to; a user may have set it for all.
        String inNewSession = "new-session -d -s %s %s %s ; set-option -t %s destroy-unattached off"
                .formatted(argument(session), SIZE, common, argument("=" + session + ":"));
        return "if-shell -F %s { display-message -p %s } { if-shell -F %s { %s ; %s } { %s ; %s } }"
                .formatted(
                        argument(taken),
                        argument(TAKEN),
                        argument(sessionExists),
                        inSession,
                        marks(),
                        inNewSession,
                        marks());
    }

    /** The new window is the last of its session, whatever numbers the user lets windows have. */
    private String marks() {
        String target = argument("=" + key.session() + ":{end}");
        List<String> commands = new ArrayList<>(List.of(
                "set-option -p -t %s remain-on-exit on".formatted(target),
                "set-option -w -t %s automatic-rename off".formatted(target),
                "set-option -w -t %s allow-rename off".formatted(target),
                "set-option -p -t %s %s %s".formatted(target, PaneFormat.PROCESS, argument(key.toString())),
                "set-option -p -t %s %s %s".formatted(target, PaneFormat.START, argument(mark.encode())),
                "set-option -p -F -t %s %s %s".formatted(target, PaneFormat.BELL, argument(capture.bell())),
                "pipe-pane -O -t %s %s".formatted(target, argument(capture.command()))));
        if (restarts.count() > 0) {
            commands.add("set-option -p -t %s %s %s".formatted(target, PaneFormat.RESTARTS, restarts.encodeRestarts()));
        }
        if (predecessor != null) {
            commands.add(predecessor.retire());
        }
        return String.join(" ; ", commands);
    }
}
