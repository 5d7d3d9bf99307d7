/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.Collection;
import java.util.stream.Collectors;

/** Puts names into sentences. */
final class Words {

    private Words() {}

    /** Return the names with commas between them, each once, or {@code none}. */
    static String list(Collection<String> names) {
        return names.isEmpty() ? "none" : names.stream().distinct().collect(Collectors.joining(", "));
    }
}
