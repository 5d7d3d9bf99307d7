/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.ui.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is typed to see fewer processes: words that all stand in its name, state, machine, container, category or reason. One that
 * begins with "!" stands in none.
 *
 * @param text as it was typed
 */
public record Filter(String text) {

    /** Shows all. */
    public static final Filter ALL = new Filter("");

    boolean shows(Fleet.Entry entry) {
        if (text.isBlank()) {
            return true;
        }
        String words = String.join(
                        "\n",
                        List.of(
                                entry.name(),
                                entry.state().name(),
                                entry.now().machine(),
                                Objects.toString(entry.now().container(), ""),
                                Objects.toString(entry.file().category(), ""),
                                entry.now().message()))
                .toLowerCase(Locale.ROOT);
        for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            boolean not = word.startsWith("!") && word.length() > 1;
            if (words.contains(not ? word.substring(1) : word) == not) {
                return false;
            }
        }
        return true;
    }
}
