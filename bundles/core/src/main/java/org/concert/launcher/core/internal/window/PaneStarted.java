/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import org.jspecify.annotations.Nullable;

/**
 * What became of a wish to have a pane made.
 *
 * @param paneId the new pane, or null if the process had a living one already
 * @param pid the process id of its command; 0 if it had one already
 */
public record PaneStarted(@Nullable String paneId, long pid) {

    /** The process had a living pane already, or is not to be restarted any more. */
    static final PaneStarted TAKEN = new PaneStarted(null, 0);
}
