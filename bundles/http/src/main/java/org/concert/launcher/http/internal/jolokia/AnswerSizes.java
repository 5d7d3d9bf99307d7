/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/** Estimates how much memory the value of an answer takes, with the JSON that Jolokia makes of it. */
final class AnswerSizes {

    /** An object, its place in the list or map that holds it, and the same once more in JSON. */
    private static final long OBJECT = 150;

    private static final long NUMBER = 16;

    private AnswerSizes() {}

    /** Return the number of bytes. */
    static long of(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            // Strings are shared with the JSON.
            return OBJECT + text.length();
        }
        if (value instanceof Map<?, ?> map) {
            return OBJECT * map.size() + of(map.values());
        }
        if (value instanceof Collection<?> items) {
            return OBJECT + items.stream().mapToLong(AnswerSizes::of).sum();
        }
        if (value instanceof CompositeData composite) {
            return of(composite.values());
        }
        if (value instanceof TabularData table) {
            return of(table.values());
        }
        if (value instanceof Object[] items) {
            return OBJECT + Arrays.stream(items).mapToLong(AnswerSizes::of).sum();
        }
        if (value != null && value.getClass().isArray()) {
            return OBJECT + NUMBER * Array.getLength(value);
        }
        return OBJECT;
    }
}
