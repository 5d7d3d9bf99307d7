/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;
import static org.concert.launcher.tmux.TmuxText.literal;

/**
 * The bell by which launchers and captures hear at once of what has changed. For launchers it is the window of the
 * session in which they meet: when it is renamed, tmux tells all of them. ({@code display-message} from a hook reaches only
 * the newest client, and disturbs it if it is a person's terminal.)
 */
final class Bell {

    /** The program in the window; a hook of the user may put other windows before it. */
    static final String PROGRAM = "concert-bell";

    private static final String WINDOW = argument("=" + TmuxServer.MEETING + ":^");

    /** The command that rings. What is not our window is not renamed. */
    static final String RING = "if-shell -F -t %s %s { rename-window -t %s bell }"
            .formatted(WINDOW, argument("#{m:*" + PROGRAM + "*,#{pane_start_command}}"), WINDOW);

    /** The same for {@code run-shell -C}, which takes its command for a format and expands it first, for another pane. */
    static final String RING_BY_RUN_SHELL = literal(RING);

    /**
     * What the option of a pane is that rings when it has died. It is the pane's own, so that what a user has tmux do with
     * dead panes, such as to remove them, is not done to it. The user's shell may be any, so it is given only what all
     * understand.
     */
    static final String AT_DEATH = "'pane-died[8778]' "
            + argument("if-shell -F " + argument("#{S:#{?#{==:#{session_name}," + TmuxServer.MEETING + "},x,}}")
                    + " { run-shell -b -C " + argument(RING_BY_RUN_SHELL) + " } ; "
                    + "if-shell -F " + argument("#{" + PaneFormat.BELL + "}") + " { run-shell -b "
                    + argument("sh -c '[ -p \"$0\" ] && echo 1<> \"$0\"' #{q:" + PaneFormat.BELL + "}")
                    + " }");

    private Bell() {}
}
