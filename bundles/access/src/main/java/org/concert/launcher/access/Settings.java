/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a component has its settings from: its configuration wins, setting by setting, over framework properties. */
public final class Settings {

    private final Map<String, ?> configuration;
    private final String prefix;
    private final Function<String, @Nullable String> property;

    /**
     * Create some.
     *
     * @param configuration the properties of the component, in which a setting has its name without the prefix; several values are
     *     as good as one with commas
     * @param prefix what the names of the framework properties begin with, such as {@code org.concert.launcher.http.}
     * @param property gives the value of a framework property, or null
     */
    public Settings(Map<String, ?> configuration, String prefix, Function<String, @Nullable String> property) {
        this.configuration = configuration;
        this.prefix = prefix;
        this.property = property;
    }

    /** Return a setting by the name of its framework property, or null. */
    public @Nullable String get(String name) {
        Object configured = name.startsWith(prefix) ? configuration.get(name.substring(prefix.length())) : null;
        return configured == null ? property.apply(name) : text(configured);
    }

    private static String text(Object value) {
        if (value instanceof Object[] several) {
            return text(Arrays.asList(several));
        }
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString();
    }
}
