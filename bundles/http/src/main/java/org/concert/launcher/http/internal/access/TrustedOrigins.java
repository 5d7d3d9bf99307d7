/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the pages of others come from that may send requests here. A console such as hawtio passes on what its page in a
 * browser asks for, with the headers that say where the page is; it still has to send user and password.
 *
 * @param origins the ones listed
 */
public record TrustedOrigins(Set<Origin> origins) {

    /** Framework property: origins such as {@code http://127.0.0.1:8080}, separated by commas. */
    public static final String NAMES = "org.concert.launcher.http.origins";

    private static final Logger logger = LoggerFactory.getLogger(TrustedOrigins.class);

    /**
     * Return the origins that the framework property lists; without what is none, which is logged.
     *
     * @param property gives the value of a framework property, or null
     */
    public static TrustedOrigins of(Function<String, @Nullable String> property) {
        String listed = property.apply(NAMES);
        if (listed == null) {
            return new TrustedOrigins(Set.of());
        }
        return new TrustedOrigins(Arrays.stream(listed.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(TrustedOrigins::origin)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<Origin> origin(String name) {
        Optional<Origin> origin = Origin.of(name);
        if (origin.isEmpty()) {
            logger.warn(
                    "Cannot trust '{}' of the framework property {}: it is no origin; one is http://127.0.0.1:8080",
                    name,
                    NAMES);
        }
        return origin;
    }

    /** Return whether pages from there are listed. */
    public boolean contains(Origin origin) {
        return origins.contains(origin);
    }
}
