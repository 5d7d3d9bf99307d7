/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter that a process uses, with one variant or another, and what the launcher file declares of it.
 *
 * @param name the parameter
 * @param type {@code string}, {@code int}, {@code number} or {@code bool}
 * @param fallback its value where nobody gives another; null if somebody has to, or a variant
 * @param values all that it may be; empty for any
 * @param pattern a regular expression that a value matches as a whole; null for any
 * @param min the least number; null for any
 * @param max the greatest number; null for any
 * @param help what it is for; empty if that is not said
 */
public record ParameterDescription(
        String name,
        String type,
        @Nullable String fallback,
        List<String> values,
        @Nullable String pattern,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        String help) {

    /** Copy the values, so that nobody can change them later. */
    public ParameterDescription {
        values = List.copyOf(values);
    }
}
