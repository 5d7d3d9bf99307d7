/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

/**
 * The bell by which launchers and captures hear at once of what has changed. For launchers it is the window of the
 * session in which they meet: when it is renamed, tmux tells all of them. ({@code display-message} from a hook reaches only
 * the newest client, and disturbs it if it is a person's terminal.)
 */
final class Bell {

    /** The program in the window; a hook of the user may put other windows before it. */
    static final String PROGRAM = "concert-bell";

    private static final String WINDOW = argument("=" + TmuxServer.MEETING + ":^");

    private static final String OURS = "#{m:*" + PROGRAM + "*,#{pane_start_command}}";

    /** What a list that ends with {@link #RING} is dropped for. */
    static final String MUTE = "concert-mute";

    /** The commands that ring, as the last of a list of a launcher. What is not our window is not renamed. */
    static final String RING =
            Proviso.drop(MUTE, WINDOW, "#{?" + OURS + ",,x}") + " ; rename-window -t " + WINDOW + " bell";

    /**
     * The same for {@code run-shell -C}, which takes its command for a format: it is none where no launcher is, as what
     * fails there would be told to whoever looks at a pane.
     */
    static final String RING_BY_RUN_SHELL = "#{S:#{?#{==:#{session_name}," + TmuxServer.MEETING + "},#{W:#{P:#{?" + OURS
            + ",rename-window -t #{window_id} bell ;,}}},}}";

    /**
     * What the option of a pane is that rings when it has died. It is the pane's own, so that what a user has tmux do with
     * dead panes, such as to remove them, is not done to it. The user's shell may be any, so it is given only what all
     * understand.
     */
    static final String AT_DEATH = "'pane-died[8778]' "
            + argument("run-shell -b -C " + argument(RING_BY_RUN_SHELL) + " ; run-shell -b "
                    + argument("sh -c '[ ! -p \"$1\" ] || echo 1<> \"$1\"' sh #{q:" + PaneFormat.BELL + "}"));

    private Bell() {}
}
