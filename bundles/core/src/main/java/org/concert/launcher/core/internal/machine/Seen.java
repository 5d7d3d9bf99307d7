/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.Collection;
import java.util.Map;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a machine has shown.
 *
 * @param panes our panes
 * @param ends by process, how those that were stopped have ended
 * @param orphans what lives on without a pane
 * @param troubles by container that is in use, why it cannot be asked; those that can are not in it
 * @param uptime its clock that counts from its boot, or null if it has none
 * @param stateFolder where programs of the user keep their state there
 */
record Seen(
        Collection<PaneRecord> panes,
        Map<ProcessKey, PaneRecord> ends,
        Orphans orphans,
        Map<String, String> troubles,
        @Nullable UptimeClock uptime,
        String stateFolder) {}
