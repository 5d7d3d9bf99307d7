/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The panes of ours on one machine. Safe for use by several threads; futures fail when the machine is lost. */
public interface Panes {

    /** Have tmux answer, if it does. */
    CompletableFuture<Void> ping();

    /** Return what there is of ours. */
    CompletableFuture<Listing> list();

    /** Return how long the last {@link #list} took to be answered, in milliseconds. */
    long latencyMillis();

    /** Make the pane of a process, unless it has a living one. */
    CompletableFuture<PaneStarted> start(PaneStart start);

    /** Note that a process is to run. It is forgotten when its pane is made. */
    CompletableFuture<List<String>> noteWish(ProcessKey key, Wish wish);

    /**
     * Note something else in place of a wish, if that is what is noted.
     *
     * @param id of the wish
     * @param next what is to be noted; null for nothing
     * @return whether it was
     */
    CompletableFuture<Boolean> changeWish(ProcessKey key, String id, @Nullable Wish next);

    /** Note a change to a target, unless a later one is noted; return whether it was. */
    CompletableFuture<Boolean> noteUp(String session, UpMark up);

    /** Return how far the beginning of a process has come, as its shell and what captures its output have told. */
    CompletableFuture<Beginning> beginning(String paneId);

    /** How far the beginning of a process has come. */
    enum Beginning {
        /** Its shell has not come to its command. */
        SHELL,
        /** It has, but {@link PaneRecord.Programs#process} is not known. */
        COMMAND,
        /** It has, and that is known. */
        PROGRAM
    }

    /**
     * Note that the command of a process has begun, as what it prints may undo what its shell told.
     *
     * @param millis how long its shell took, at most, in milliseconds; more than 0
     */
    CompletableFuture<List<String>> markBegun(String paneId, long millis);

    /** Return what a program in the window of a pane has in its environment from tmux. */
    CompletableFuture<Map<String, String>> environment(String paneId);

    /** Note that readiness was shown, unless the pane is dead by now. */
    CompletableFuture<List<String>> markReady(String paneId, long millis);

    /**
     * Note that a stop was asked for; fails with a {@link org.concert.launcher.tmux.TmuxException} of kind {@code COMMAND_FAILED}
     * if the pane is gone.
     */
    CompletableFuture<List<String>> markStop(String paneId, long millis);

    /** Note that the process counts as failed though it lives; an empty text takes it back. */
    CompletableFuture<List<String>> markFailure(String paneId, String failure);

    /** Note what the readiness of a process lacks; empty for nothing. It rings no bell but for nothing: who looks on finds out. */
    CompletableFuture<List<String>> markLack(String paneId, String lack);

    /**
     * Note that a process does not work any more, unless that is noted, it is dead or a stop was asked for; an empty text takes it back.
     *
     * @return whether it was noted now
     */
    CompletableFuture<Boolean> markUnhealthy(String paneId, String why);

    /** Note the programs that a stop could not end, a line each; an empty text takes it back. */
    CompletableFuture<List<String>> markLeft(String paneId, String programs);

    /**
     * Note, for as long as this launcher is there, that it keeps to restart policies.
     *
     * @param launcher tells it from all others; letters, digits and {@code -}
     * @param sessions those of the processes that it takes care of
     */
    CompletableFuture<List<String>> markSupervised(String launcher, Collection<String> sessions);

    /**
     * Note what was decided on the death of a process, unless another launcher was quicker or a stop was asked for.
     *
     * @param known what was known of its restarts at the decision
     * @param decided what is known of them with the decision
     */
    CompletableFuture<List<String>> markBackoff(String paneId, RestartMarks known, RestartMarks decided);

    /** Type a key into a pane, such as {@code C-c}. */
    CompletableFuture<List<String>> type(String paneId, String key);

    /**
     * Have tmux look for children that have ended. Where tmux is built with libutempter (Debian, Ubuntu), it is deaf to
     * the end of a child for the moment in which it notes the end of a pane, and so may show a pane as dead and not know
     * how it ended until the next child ends (seen with 3.3a). This gives it one.
     */
    CompletableFuture<List<String>> nudge();

    /**
     * Show windows in a session for people, which is made if it is not there.
     *
     * @param session its name
     * @param replace true to make it anew
     * @param windows what is to be shown; at least one
     * @return the path of the server's socket; fails with an {@link IllegalStateException} when the session is not ours or
     *     cannot be made
     */
    CompletableFuture<String> monitor(String session, boolean replace, List<MonitorWindow> windows);

    /** Remove a pane once its output is captured, and its window and session with it if it is the only one. */
    CompletableFuture<Void> remove(String paneId);

    /** Do the same with the pane of a process that was stopped, and note for later launchers how it ended. */
    CompletableFuture<Void> removeStopped(PaneRecord stopped);

    /** Return the last lines of what a pane shows. */
    CompletableFuture<List<String>> screen(String paneId, int lines);
}
