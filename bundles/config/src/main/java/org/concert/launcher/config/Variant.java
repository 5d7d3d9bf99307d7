/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A choice a process offers at its start. */
public sealed interface Variant {

    /** Return the name of the flag or of the group. */
    String name();

    /** Return what each of its choices changes, by the name to give at the start; in the order of the file. */
    Map<String, VariantEffect> effects();

    /** Tell whether something holds of what one of its choices changes; asked often. */
    boolean any(Predicate<VariantEffect> condition);

    /**
     * A choice that is on or off.
     *
     * @param name what to give at the start to switch it on
     * @param effect what it changes when on
     */
    record Flag(String name, VariantEffect effect) implements Variant {

        @Override
        public Map<String, VariantEffect> effects() {
            return Map.of(name, effect);
        }

        @Override
        public boolean any(Predicate<VariantEffect> condition) {
            return condition.test(effect);
        }
    }

    /**
     * A choice of at most one of several options.
     *
     * @param name the name of the group
     * @param options what each option changes, by the name to give at the start; in the order of the file
     * @param fallback the option that is taken where no other is; null for none
     */
    record Group(
            String name,
            Map<String, VariantEffect> options,
            @Nullable String fallback) implements Variant {

        /** Keep a copy of the options. */
        public Group {
            options = Ordered.copyOf(options);
        }

        @Override
        public Map<String, VariantEffect> effects() {
            return options;
        }

        @Override
        public boolean any(Predicate<VariantEffect> condition) {
            return options.values().stream().anyMatch(condition);
        }
    }
}
