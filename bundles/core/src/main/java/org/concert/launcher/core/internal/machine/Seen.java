/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.List;
import java.util.Map;
import org.concert.launcher.core.internal.window.Listing;
import org.concert.launcher.core.internal.window.Stranger;
import org.concert.launcher.core.internal.window.UptimeClock;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a machine has shown.
 *
 * @param listing what there is of ours
 * @param strangers what other accounts have started there
 * @param orphans what lives on without a pane
 * @param troubles by container that is in use, why it cannot be asked; those that can are not in it
 * @param uptime its clock that counts from its boot, or null if it has none
 * @param stateFolder where programs of the user keep their state there
 */
record Seen(
        Listing listing,
        List<Stranger> strangers,
        Orphans orphans,
        Map<String, String> troubles,
        @Nullable UptimeClock uptime,
        String stateFolder) {}
