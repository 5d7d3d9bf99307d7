/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies maps into immutable ones that keep their order, which {@link Map#copyOf} does not. */
final class Ordered {

    private Ordered() {}

    static <V> Map<String, V> copyOf(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
