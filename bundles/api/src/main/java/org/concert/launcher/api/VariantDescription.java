/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One variant of a process: a flag, or an exclusive group of options.
 *
 * @param name the flag or the group
 * @param options the options of the group, in the order of the file; empty for a flag
 * @param fallback the option that is taken where no other is; null if none is
 */
public record VariantDescription(
        String name, List<String> options, @Nullable String fallback) {

    /** Copy the options, so that nobody can change them later. */
    public VariantDescription {
        options = List.copyOf(options);
    }

    /** Return the words by which this variant is chosen at a start: the flag's name, or the options. */
    public List<String> choices() {
        return options.isEmpty() ? List.of(name) : options;
    }
}
