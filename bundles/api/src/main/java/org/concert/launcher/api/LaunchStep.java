/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process of a launch plan, with everything resolved.
 *
 * @param name the process
 * @param machine where it runs
 * @param container the container it is executed in, or null
 * @param session the tmux session of its window
 * @param command its command with variants and parameters filled in, before any wrapping
 * @param checks all its checks, filled in, by their keys in the launcher file, in its order: {@code ready_check}, {@code alive_check}
 * @param persistent false for a one-shot
 * @param dependsOn its direct dependencies
 * @param variants the chosen variants that this process knows, and those that are chosen where nobody does
 * @param defaults those of the variants that nobody has asked for: the defaults of their groups
 * @param params the parameters given at the start that this process uses
 * @param env the variables that are set before its command, filled in, in the order of the file
 * @param cwd the folder that its command starts in, filled in; null for that of the shell
 */
public record LaunchStep(
        String name,
        String machine,
        @Nullable String container,
        String session,
        String command,
        Map<String, String> checks,
        boolean persistent,
        List<String> dependsOn,
        List<String> variants,
        List<String> defaults,
        Map<String, String> params,
        Map<String, String> env,
        @Nullable String cwd) {

    private static final String READY_CHECK = "ready_check";

    /** Copy the collections, so that nobody can change them later. */
    public LaunchStep {
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        dependsOn = List.copyOf(dependsOn);
        variants = List.copyOf(variants);
        defaults = List.copyOf(defaults);
        params = Map.copyOf(params);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** Return the variants that somebody has asked for. */
    public List<String> askedVariants() {
        return variants.stream().filter(name -> !defaults.contains(name)).toList();
    }

    /** Return the same, depending on these processes only. */
    public LaunchStep dependingOn(List<String> others) {
        return new LaunchStep(
                name,
                machine,
                container,
                session,
                command,
                checks,
                persistent,
                others,
                variants,
                defaults,
                params,
                env,
                cwd);
    }

    /** Return the command that shows its readiness, filled in, or null. */
    public @Nullable String readyCheck() {
        return checks.get(READY_CHECK);
    }
}
