/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import org.jspecify.annotations.Nullable;

/**
 * A place that commands can be run in.
 *
 * @param machine {@code local}, {@code user@host}, {@code user@host:port}, an alias, or {@code scheme://place}, whose meaning
 *     is up to the transport that serves the scheme
 * @param container the container on that machine, or null for the machine itself
 */
public record Target(String machine, @Nullable String container) {

    /** The name that stands for this machine. */
    public static final String LOCAL = "local";

    /** What ends the scheme of a machine that is neither this one nor reached by SSH. */
    public static final String SCHEME_END = "://";

    /** Return the place that is the machine itself. */
    public static Target machine(String machine) {
        return new Target(machine, null);
    }

    /** Return {@code machine}, or {@code container on machine}. */
    @Override
    public String toString() {
        return container == null ? machine : container + " on " + machine;
    }
}
