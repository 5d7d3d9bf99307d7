/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import static org.concert.launcher.tmux.TmuxText.argument;

/**
 * The dead pane that a new pane takes the place of.
 *
 * @param paneId such as {@code %7}
 * @param required true for a restart: the new pane is made only if this one is still there, dead, and nobody has asked
 *     for a stop
 */
public record Predecessor(String paneId, boolean required) {

    /** The mark of a stop by which a pane is known that another has taken the place of. */
    static final String RETIRED = "1";

    /** Return the format that is empty unless this pane may be followed by a restart. */
    String restartable() {
        return "#{S:#{W:#{P:#{?#{&&:#{==:#{pane_id},%s},#{&&:#{==:#{pane_dead},1},#{==:#{%s},}}},x,}}}}"
                .formatted(paneId, PaneFormat.STOP);
    }

    /** Return the command that keeps this pane from ever being restarted, should it outlive the launcher that removes it. */
    String retire() {
        // Quiet: it may be gone.
        return "set-option -q -p -t %s %s %s".formatted(argument(paneId), PaneFormat.STOP, RETIRED);
    }
}
