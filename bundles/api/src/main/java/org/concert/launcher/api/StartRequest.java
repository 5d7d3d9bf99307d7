/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A wish to have processes running, with everything they depend on.
 *
 * @param names the processes asked for; at least one
 * @param variants flags and options of exclusive groups; they reach every process of the run that knows them
 * @param params parameters by name; they reach every process of the run that uses them
 */
public record StartRequest(List<String> names, List<String> variants, Map<String, String> params) {

    /** What a parameter value from outside may hold, so that whoever may start a process may not run another. */
    private static final Pattern SAFE_VALUE = Pattern.compile("[A-Za-z0-9_./:=,@%+-]*");

    /** Copy the collections, so that nobody can change them later. */
    public StartRequest {
        names = List.copyOf(names);
        variants = List.copyOf(variants);
        params = Map.copyOf(params);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Cannot start: no process is named");
        }
    }

    /** Return a request without variants and parameters. */
    public static StartRequest of(String... names) {
        return new StartRequest(List.of(names), List.of(), Map.of());
    }

    /**
     * Return a request that came over JMX or HTTP, whose parameter values must not carry shell syntax.
     *
     * @throws IllegalArgumentException if a value holds anything but letters, digits and {@code _./:=,@%+-}
     */
    public static StartRequest fromOutside(List<String> names, List<String> variants, Map<String, String> params) {
        new LinkedHashMap<>(params).forEach(StartRequest::requireSafe);
        return new StartRequest(names, variants, params);
    }

    private static void requireSafe(String name, String value) {
        if (!SAFE_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("Cannot use the value '" + value + "' for parameter '" + name
                    + "': over JMX and HTTP a value may hold only letters, digits and _./:=,@%+-");
        }
    }
}
