/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;

/**
 * Finds programs that outlived their pane: they ignore SIGHUP, and their tmux server was killed.
 *
 * <p>The same process may also run under another tmux server, or in a container whose programs this machine sees: what
 * was not started by a server of the same socket in the same mount namespace is a stranger's.
 */
final class Orphans {

    private Orphans() {}

    /**
     * Return the run ids of orphans by process.
     *
     * @param livingRuns {@code RUN@ORIGIN} of what lives on the machine, a line each
     * @param origin the origin of what the tmux server starts
     * @param panes the panes of the tmux server
     */
    static Map<ProcessKey, List<String>> find(String livingRuns, String origin, Collection<PaneRecord> panes) {
        Set<String> shown = panes.stream().map(pane -> pane.start().run()).collect(Collectors.toSet());
        Map<ProcessKey, List<String>> orphans = new HashMap<>();
        for (String line : livingRuns.lines().toList()) {
            int at = line.indexOf('@');
            int name = line.lastIndexOf('/', Math.max(0, at));
            if (name > 0 && line.substring(at + 1).equals(origin) && !shown.contains(line.substring(0, at))) {
                orphans.computeIfAbsent(ProcessKey.parse(line.substring(0, name)), key -> new ArrayList<>())
                        .add(line.substring(0, at));
            }
        }
        return orphans;
    }
}
