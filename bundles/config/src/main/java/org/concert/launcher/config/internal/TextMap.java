/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping of names to text, such as parameters; each text is taken as it is written.
 *
 * @param names the shape of the names
 */
record TextMap(PatternShape names) {

    /** Return the texts by name, in the order of the file; none if there is no value. */
    Map<String, String> read(@Nullable Value value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null) {
            value.fields("of names to text").all().forEach((name, field) -> {
                field.requireName(names);
                String text = field.value().text();
                if (text != null) {
                    texts.put(name, text);
                }
            });
        }
        return texts;
    }
}
