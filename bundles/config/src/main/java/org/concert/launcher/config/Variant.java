/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import java.util.Map;

/** A choice a process offers at its start. */
public sealed interface Variant {

    /** Return the name of the flag or of the group. */
    String name();

    /**
     * A choice that is on or off.
     *
     * @param name what to give at the start to switch it on
     * @param effect what it changes when on
     */
    record Flag(String name, VariantEffect effect) implements Variant {}

    /**
     * A choice of at most one of several options.
     *
     * @param name the name of the group
     * @param options what each option changes, by the name to give at the start; in the order of the file
     */
    record Group(String name, Map<String, VariantEffect> options) implements Variant {

        /** Keep a copy of the options. */
        public Group {
            options = Ordered.copyOf(options);
        }
    }
}
