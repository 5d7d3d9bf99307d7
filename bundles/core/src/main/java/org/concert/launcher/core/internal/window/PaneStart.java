/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;
import static org.concert.launcher.tmux.TmuxText.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have the pane of a process made.
 *
 * <p>tmux runs a command list without letting other clients in between, so of several launchers that want the same only
 * one makes the pane, and no output is lost before it is captured. A hook of the user is let in between all the same, and
 * may wait, or make, move and close windows. Where there is one, the pane is made with a program that does nothing, and
 * gets its marks and the program of the process by a second list, when the hook is over.
 *
 * <p>What every start runs stands in no branch of a condition, as tmux never frees that ({@link Proviso}).
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

    /** What a list is dropped for when the process has a living pane already, or is not to be restarted any more. */
    static final String TAKEN = "concert-taken";

    /** What a list prints of the pane in which the process runs. */
    static final String STARTED = "concert-started #{pane_id} #{pane_pid}";

    /** What a list prints of the pane in which the process is to run. */
    static final String HELD = "concert-held #{pane_id} #{pane_pid}";

    /** What a list prints of a pane that is there only for the sake of its session. */
    static final String HOLDER = "concert-holder #{pane_id} #{pane_pid}";

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
        // Hooks are options, of which show-options can be quiet about a session that is not there.
        String here = "show-options -q -t " + argument("=" + key.session() + ":") + " ";
        return HOOKS.stream()
                .flatMap(hook -> Stream.of("show-hooks -g " + hook, here + hook))
                .collect(Collectors.joining(" ; "));
    }

    /** Return whether what {@link #hooks} printed tells of a hook; one that has no command is a name only. */
    static boolean isHooked(List<String> printed) {
        return printed.stream().anyMatch(line -> line.contains(" "));
    }

    /**
     * Return the command list that makes the pane with its program, unless the process has a living one, or this is a
     * restart and the dead one is gone or was asked to stop. Its session is made for it if there is none.
     */
    String start() {
        // The new window is the last of its session, whatever numbers the user lets windows have.
        String last = argument("=" + key.session() + ":{end}");
        return String.join(" ; ", made(STARTED, arguments), marks(last), capture(last));
    }

    /** Return the command list that makes the pane with a program that does nothing, under the same conditions. */
    String hold() {
        return made(HELD, HOLDING);
    }

    /** Return the command list that runs the process in a pane that is held, under the same conditions. */
    String release(String paneId) {
        String target = argument(paneId);
        String respawn = "respawn-pane -k -t %s -c %s %s".formatted(target, directoryFormat(), words(arguments));
        String told = "display-message -p -t %s %s".formatted(target, argument(STARTED));
        String forget = "if-shell -F %s { kill-pane -t %s }".formatted(argument(taken()), target);
        return String.join(" ; ", forget, Proviso.drop(TAKEN, taken()), marks(target), respawn, capture(target), told);
    }

    private String made(String told, List<String> program) {
        String there = "#{S:#{?#{==:#{session_name},%s},x,}}".formatted(key.session());
        // destroy-unattached would end a session that no terminal is attached to; a user may have set it for all.
        String session = "if-shell -F %s { new-session -d -s %s %s %s ; set-option -t %s destroy-unattached off }"
                .formatted(
                        argument("#{?%s,,#{?%s,,x}}".formatted(there, taken())),
                        argument(key.session()),
                        SIZE,
                        told(HOLDER, HOLDING),
                        argument("=" + key.session() + ":"));
        String window = "new-window -d -a -t " + argument("=" + key.session() + ":{end}") + " " + told(told, program);
        // When the session was made, a hook of the user may have let others in; not in between what follows.
        return String.join(" ; ", session, Proviso.drop(TAKEN, taken()), window);
    }

    private String told(String told, List<String> program) {
        return "-n %s -c %s -P -F %s %s"
                .formatted(argument(key.name()), directoryFormat(), argument(told), words(program));
    }

    /**
     * Return the format that is not empty if the process is not to be started now: it has a living pane, or one in which it has
     * died since the predecessor was looked at, so that what it left behind is not ended; or it is not to be restarted any more.
     */
    private String taken() {
        Predecessor dead = predecessor;
        String unknown = "#{&&:#{!=:#{pane_id},%s},#{!=:#{%s},%s}}"
                .formatted(dead == null ? "" : dead.paneId(), PaneFormat.STOP, Predecessor.RETIRED);
        String there = "#{S:#{W:#{P:#{?#{&&:#{==:#{%s},%s},#{||:#{==:#{pane_dead},0},%s}},x,}}}}"
                .formatted(PaneFormat.PROCESS, key, unknown);
        return dead != null && dead.required() ? "#{||:%s,#{?%s,,x}}".formatted(there, dead.restartable()) : there;
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
        String made = " ; set-option -p -F -t %s %s %s ; ".formatted(target, PaneFormat.MADE, argument(PaneFormat.NOW));
        return options.stream()
                        .map(option -> "set-option -p -t " + target + " " + option)
                        .collect(Collectors.joining(" ; "))
                + made
                + EndMark.forget(key)
                + " ; "
                + Wish.forget(key)
                + (dead == null ? "" : " ; " + dead.retire());
    }

    private String capture(String target) {
        return "set-option -p -F -t %s %s %s ; pipe-pane -O -t %s %s"
                .formatted(target, PaneFormat.BELL, argument(capture.bell()), target, argument(capture.command()));
    }

    private String directoryFormat() {
        return argument(literal(directory));
    }

    private static String words(List<String> words) {
        return words.stream().map(word -> argument(word)).collect(Collectors.joining(" "));
    }
}
