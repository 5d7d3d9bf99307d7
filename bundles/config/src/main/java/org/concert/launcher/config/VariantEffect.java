/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What choosing a flag, or one option of a group, changes.
 *
 * @param cmd the command from now on, where <code>{cmd}</code> stands for the command so far; null if it stays as it is
 * @param params the parameters it sets, in the order of the file
 * @param env the environment variables it sets, besides those that are set already; not yet filled in, in the order of the file
 * @param cwd the directory the command starts in from now on, not yet filled in; null if it stays as it is
 * @param where where it runs, as far as that changes
 * @param depends what it depends on besides, with what it waits for; in the order of the file
 */
public record VariantEffect(
        @Nullable Template cmd,
        Map<String, String> params,
        Map<String, Template> env,
        @Nullable Template cwd,
        Whereabouts where,
        Map<String, DependencyCondition> depends) {

    /** Keep copies of the collections. */
    public VariantEffect {
        params = Ordered.copyOf(params);
        env = Ordered.copyOf(env);
        depends = Ordered.copyOf(depends);
    }

    /** Return its variables, its folder and where it runs. */
    public List<Template> templates() {
        return Stream.of(env.values().stream(), Stream.ofNullable(cwd), where.templates().stream())
                .flatMap(templates -> templates)
                .toList();
    }
}
