/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.List;
import java.util.Map;

/**
 * A wish to have processes running, with everything they depend on.
 *
 * @param names the processes asked for; at least one
 * @param variants flags and options of exclusive groups; they reach every process of the run that knows them
 * @param params parameters by name; they reach every process of the run that uses them
 * @param fromOutside whether it came over JMX or HTTP: then the launcher refuses values with anything but letters, digits and
 *     {@code _./:=,@%+-}, so that whoever may start a process may not run another
 * @param only whether what they depend on is left as it is, running or not; a restart then leaves what depends on them alone, too
 */
public record StartRequest(
        List<String> names, List<String> variants, Map<String, String> params, boolean fromOutside, boolean only) {

    /** Copy the collections, so that nobody can change them later. */
    public StartRequest {
        names = List.copyOf(names);
        variants = List.copyOf(variants);
        params = Map.copyOf(params);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Cannot start: no process is named");
        }
    }

    /** Create one whose values may hold any text: what they are put into is run by a shell. */
    public StartRequest(List<String> names, List<String> variants, Map<String, String> params) {
        this(names, variants, params, false, false);
    }

    /** Return a request without variants and parameters. */
    public static StartRequest of(String... names) {
        return new StartRequest(List.of(names), List.of(), Map.of());
    }

    /** Return a request that came over JMX or HTTP. */
    public static StartRequest fromOutside(List<String> names, List<String> variants, Map<String, String> params) {
        return new StartRequest(names, variants, params, true, false);
    }

    /** Return the same for just these processes: nothing that they depend on is started, or waited for. */
    public StartRequest alone() {
        return new StartRequest(names, variants, params, fromOutside, true);
    }

    /** Return variants, for {@link Launcher#start(String, List, java.util.function.Consumer)}. */
    public static List<String> variants(String... names) {
        return List.of(names);
    }
}
