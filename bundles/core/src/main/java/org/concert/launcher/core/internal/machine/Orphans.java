/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concert.launcher.core.internal.window.PaneRecord;
import org.concert.launcher.core.internal.window.ProcessKey;

/**
 * Finds programs that outlived their pane: they ignore SIGHUP, and their window was closed or their tmux server killed.
 *
 * <p>The same process may also run under another tmux server, or in a container whose programs this machine sees: what
 * was not started by a server of the same socket in the same mount namespace is a stranger's. Lives on the loop.
 */
final class Orphans {

    /** What a program carries that nobody of ours has started may hold anything. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_/-]+");

    /** The runs of each process, and their programs. */
    private final Map<ProcessKey, Map<String, List<Long>>> runs;

    private Orphans(Map<ProcessKey, Map<String, List<Long>>> runs) {
        this.runs = runs;
    }

    /** Return that there are none. */
    static Orphans none() {
        return new Orphans(new HashMap<>());
    }

    /**
     * Return what may be orphans; {@link #dropShown} takes out what is not.
     *
     * @param livingRuns {@code PID,PID,... RUN@ORIGIN} of what lives on the machine, a line each
     * @param origin the origin of what the tmux server starts
     */
    static Orphans among(String livingRuns, String origin) {
        Orphans orphans = none();
        for (String line : livingRuns.lines().toList()) {
            String[] words = line.split(" ", 2);
            if (words.length < 2 || !words[0].matches("\\d{1,9}(,\\d{1,9})*")) {
                continue;
            }
            int at = words[1].indexOf('@');
            int name = words[1].lastIndexOf('/', Math.max(0, at));
            if (name > 0
                    && RUN.matcher(words[1].substring(0, at)).matches()
                    && words[1].substring(at + 1).equals(origin)) {
                orphans.add(
                        ProcessKey.parse(words[1].substring(0, name)),
                        words[1].substring(0, at),
                        Stream.of(words[0].split(",", -1)).map(Long::valueOf).toList());
            }
        }
        return orphans;
    }

    /** Return the ids of the runs. */
    Set<String> runs() {
        return runs.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet());
    }

    /** Add programs of a run. */
    void add(ProcessKey key, String run, List<Long> pids) {
        runs.computeIfAbsent(key, process -> new LinkedHashMap<>()).put(run, pids);
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

    /** Return whether there are none. */
    boolean isEmpty() {
        return runs.values().stream().allMatch(Map::isEmpty);
    }

    /** Return the run ids of the orphans of a process, with their programs, and forget them. */
    Map<String, List<Long>> take(ProcessKey key) {
        Map<String, List<Long>> taken = runs.remove(key);
        return taken == null ? Map.of() : taken;
    }
}
