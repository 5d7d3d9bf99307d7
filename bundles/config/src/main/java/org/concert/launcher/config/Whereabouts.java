/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.concert.launcher.api.Target;
import org.jspecify.annotations.Nullable;

/**
 * What is said of where a process runs, not yet filled in: by the process itself, or by one of its variants.
 *
 * @param session the tmux session of its window; null where nothing is said of it
 * @param machine its machine; null where nothing is said of it
 * @param container the Docker container on that, empty for none; null where nothing is said of it
 */
public record Whereabouts(
        @Nullable Template session,
        @Nullable Template machine,
        @Nullable Template container) {

    /** Says nothing. */
    public static final Whereabouts NONE = new Whereabouts(null, null, null);

    private static final Template HERE = Template.parse(Target.LOCAL);

    /** Return what holds where something else is said later. */
    public Whereabouts with(Whereabouts later) {
        return new Whereabouts(
                later.session == null ? session : later.session,
                later.machine == null ? machine : later.machine,
                later.container == null ? container : later.container);
    }

    /** Return all that is said. */
    public List<Template> templates() {
        return Stream.of(session, machine, container).filter(Objects::nonNull).toList();
    }

    /**
     * Return the place that is meant.
     *
     * @param defaultSession holds where nothing is said of the session
     * @param values a value for each parameter of {@link #templates}
     */
    public Placement expand(String defaultSession, Map<String, String> values) {
        return new Placement(
                session == null ? defaultSession : session.expand(values),
                (machine == null ? HERE : machine).expand(values),
                container == null ? null : container.expand(values));
    }
}
