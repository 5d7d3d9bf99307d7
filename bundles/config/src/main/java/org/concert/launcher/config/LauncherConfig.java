/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher file says, without mistakes.
 *
 * @param file the file, as it was given
 * @param before the files that were given before it, and are read first, as if it included them
 * @param included the files that it includes, and those before it, absolute; those included by these too
 * @param session the default tmux session
 * @param params the default parameters, each value as written in the file
 * @param parameters what is declared of parameters, by name; of others nothing is
 * @param tmuxSocket the tmux server to use: a path if it contains {@code /} (for {@code tmux -S}), else a name (for
 *     {@code tmux -L}); null for the user's default server
 * @param processes the processes by name, in the order of the file
 * @param targets the targets by name, in the order of the file
 * @param boot the target that is brought up after a boot; null if there is none
 * @param warnings what looks wrong but keeps nothing else from running, in the order of the file
 */
public record LauncherConfig(
        Path file,
        List<Path> before,
        List<Path> included,
        String session,
        Map<String, String> params,
        Map<String, ParameterConfig> parameters,
        @Nullable String tmuxSocket,
        Map<String, ProcessConfig> processes,
        Map<String, TargetConfig> targets,
        @Nullable String boot,
        List<Problem> warnings) {

    /** Keep copies of the collections. */
    public LauncherConfig {
        before = List.copyOf(before);
        included = List.copyOf(included);
        params = Ordered.copyOf(params);
        parameters = Ordered.copyOf(parameters);
        processes = Ordered.copyOf(processes);
        targets = Ordered.copyOf(targets);
        warnings = List.copyOf(warnings);
    }

    /** Return the files that were given, the launcher file last. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>(before);
        files.add(file);
        return files;
    }

    /** Return who depends on whom if no variant is given; made anew by each call. */
    public DependencyGraph dependencies() {
        return dependencies(Map.of());
    }

    /**
     * Return who depends on whom with the variants that are given; made anew by each call.
     *
     * @param chosen the flags and options of processes; of one that is not in it what holds if none is given
     */
    public DependencyGraph dependencies(Map<String, ? extends Collection<String>> chosen) {
        Map<String, Set<String>> depends = new LinkedHashMap<>();
        processes.forEach((name, process) -> {
            Collection<String> given = chosen.get(name);
            depends.put(
                    name,
                    process.depends(given == null ? process.fallbacks() : given).keySet());
        });
        return DependencyGraph.of(depends);
    }
}
