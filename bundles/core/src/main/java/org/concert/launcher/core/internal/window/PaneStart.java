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
 * <p>tmux runs a command list without letting other clients in between, so of several launchers that want the same only
 * one makes the pane, and no output is lost before it is captured. A hook of the user is let in between all the same, and
 * may wait, or make, move and close windows. Where there is one, the pane is made with a program that does nothing, and
 * gets its marks and the program of the process by a second list, when the hook is over.
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

    /** What a list prints when the process has a living pane already, or is not to be restarted any more. */
    static final String TAKEN = "concert-taken";

    /** What a list prints of the pane in which the process runs. */
    static final String STARTED = "concert-started #{pane_id} #{pane_pid}";

    /** What a list prints of the pane in which the process is to run. */
    static final String HELD = "concert-held #{pane_id} #{pane_pid}";

    /** Does nothing in a pane. Should nobody get to make more of it, it ends by itself. */
    private static final List<String> HOLDING = List.of("sleep", "60");

    /** Hooks that run while a pane is made and marked, or right after that. */
    private static final List<String> HOOKS =
            List.of("after-new-window", "after-set-option", "after-pipe-pane", "window-linked");

    /** Programs see a terminal of this size until somebody attaches. */
    private static final String SIZE = "-x 200 -y 50";

    /** Copy the arguments, so that nobody can change them later. */
    public PaneStart {
        arguments = List.copyOf(arguments);
    }

    /** Return the command list that prints the hooks of the user that would run within {@link #start}. */
    String hooks() {
        String here = argument("=" + key.session() + ":");
        return HOOKS.stream().map(hook -> "show-hooks -g " + hook).collect(Collectors.joining(" ; ")) + " ; "
                + "if-shell -F %s { %s }"
                        .formatted(
                                argument(sessionExists()),
                                HOOKS.stream()
                                        .map(hook -> "show-hooks -t " + here + " " + hook)
                                        .collect(Collectors.joining(" ; ")));
    }

    /** Return whether what {@link #hooks} printed tells of a hook; one that has no command is a name only. */
    static boolean isHooked(List<String> printed) {
        return printed.stream().anyMatch(line -> line.contains(" "));
    }

    /**
     * Return the command list that makes the pane with its program, unless the process has a living one, or this is a
     * restart and the dead one is gone or was asked to stop. It is held if its session has to be made for it.
     */
    String start() {
        // The new window is the last of its session, whatever numbers the user lets windows have.
        String last = argument("=" + key.session() + ":{end}");
        return made(STARTED, arguments, " ; " + marks(last) + " ; " + capture(last));
    }

    /** Return the command list that makes the pane with a program that does nothing, under the same conditions. */
    String hold() {
        return made(HELD, HOLDING, "");
    }

    /** Return the command list that runs the process in a pane that is held, under the same conditions. */
    String release(String paneId) {
        String target = argument(paneId);
        String respawn = "respawn-pane -k -t %s -c %s %s".formatted(target, directoryFormat(), words(arguments));
        String told = "display-message -p -t %s %s".formatted(target, argument(STARTED));
        return unlessTaken(
                String.join(" ; ", marks(target), respawn, capture(target), told), " ; kill-pane -t " + target);
    }

    private String made(String told, List<String> program, String next) {
        String window = "new-window -d -a -t " + argument("=" + key.session() + ":{end}") + " " + told(told, program);
        // destroy-unattached would end a session that no terminal is attached to; a user may have set it for all.
        String session = "new-session -d -s %s %s %s ; set-option -t %s destroy-unattached off"
                .formatted(argument(key.session()), SIZE, told(HELD, HOLDING), argument("=" + key.session() + ":"));
        return unlessTaken(
                "if-shell -F %s { %s } { %s }".formatted(argument(sessionExists()), window + next, session), "");
    }

    private String told(String told, List<String> program) {
        return "-n %s -c %s -P -F %s %s"
                .formatted(argument(key.name()), directoryFormat(), argument(told), words(program));
    }

    private String unlessTaken(String commands, String otherwise) {
        String alive =
                "#{S:#{W:#{P:#{?#{&&:#{==:#{%s},%s},#{==:#{pane_dead},0}},x,}}}}".formatted(PaneFormat.PROCESS, key);
        Predecessor dead = predecessor;
        String taken =
                dead != null && dead.required() ? "#{||:%s,#{?%s,,x}}".formatted(alive, dead.restartable()) : alive;
        return "if-shell -F %s { display-message -p %s%s } { %s }"
                .formatted(argument(taken), argument(TAKEN), otherwise, commands);
    }

    /** All of these are options of the pane: its window may hold panes of others too. */
    private String marks(String target) {
        List<String> options = new ArrayList<>(List.of(
                "remain-on-exit on",
                "allow-rename off",
                Bell.AT_DEATH,
                PaneFormat.PROCESS + " " + argument(key.toString()),
                PaneFormat.START + " " + argument(mark.encode())));
        if (restarts.count() > 0) {
            options.add(PaneFormat.RESTARTS + " " + restarts.encodeRestarts());
        }
        Predecessor dead = predecessor;
        return options.stream()
                        .map(option -> "set-option -p -t " + target + " " + option)
                        .collect(Collectors.joining(" ; "))
                + (dead == null ? "" : " ; " + dead.retire());
    }

    private String capture(String target) {
        return "set-option -p -F -t %s %s %s ; pipe-pane -O -t %s %s"
                .formatted(target, PaneFormat.BELL, argument(capture.bell()), target, argument(capture.command()));
    }

    private String sessionExists() {
        return "#{S:#{?#{==:#{session_name},%s},x,}}".formatted(key.session());
    }

    private String directoryFormat() {
        return argument(literal(directory));
    }

    private static String words(List<String> words) {
        return words.stream().map(word -> argument(word)).collect(Collectors.joining(" "));
    }
}
