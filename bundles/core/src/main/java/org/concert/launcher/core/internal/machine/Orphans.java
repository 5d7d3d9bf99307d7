/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;

/**
 * Finds programs that outlived their pane: they ignore SIGHUP, and their tmux server was killed.
 *
 * <p>The same process may also run under another tmux server, or in a container whose programs this machine sees: what
 * was not started by a server of the same socket in the same mount namespace is a stranger's. Lives on the loop.
 */
final class Orphans {

    private final Map<ProcessKey, List<String>> runs;

    private Orphans(Map<ProcessKey, List<String>> runs) {
        this.runs = runs;
    }

    /**
     * Return what may be orphans; {@link #dropShown} takes out what is not.
     *
     * @param livingRuns {@code RUN@ORIGIN} of what lives on the machine, a line each
     * @param origin the origin of what the tmux server starts
     */
    static Orphans among(String livingRuns, String origin) {
        Map<ProcessKey, List<String>> runs = new HashMap<>();
        for (String line : livingRuns.lines().toList()) {
            int at = line.indexOf('@');
            int name = line.lastIndexOf('/', Math.max(0, at));
            if (name > 0 && line.substring(at + 1).equals(origin)) {
                runs.computeIfAbsent(ProcessKey.parse(line.substring(0, name)), key -> new ArrayList<>())
                        .add(line.substring(0, at));
            }
        }
        return new Orphans(runs);
    }

    /** Take out the runs that have a pane. */
    void dropShown(Collection<PaneRecord> panes) {
        for (PaneRecord pane : panes) {
            runs.computeIfPresent(pane.key(), (key, present) -> {
                present.remove(pane.start().run());
                return present.isEmpty() ? null : present;
            });
        }
    }

    /** Take out those of a process. */
    void drop(ProcessKey key) {
        runs.remove(key);
    }

    /** Return the run ids of the orphans of a process. */
    List<String> of(ProcessKey key) {
        return List.copyOf(runs.getOrDefault(key, List.of()));
    }
}
