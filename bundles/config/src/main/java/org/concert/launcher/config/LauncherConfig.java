/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher file says, without mistakes.
 *
 * @param file the file, as it was given
 * @param included the files that it includes, absolute, those included by these too
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
        included = List.copyOf(included);
        params = Ordered.copyOf(params);
        parameters = Ordered.copyOf(parameters);
        processes = Ordered.copyOf(processes);
        targets = Ordered.copyOf(targets);
        warnings = List.copyOf(warnings);
    }

    /** Return who depends on whom; made anew by each call. */
    public DependencyGraph dependencies() {
        Map<String, List<String>> depends = new LinkedHashMap<>();
        processes.forEach((name, process) -> depends.put(name, process.depends()));
        return DependencyGraph.of(depends);
    }
}
