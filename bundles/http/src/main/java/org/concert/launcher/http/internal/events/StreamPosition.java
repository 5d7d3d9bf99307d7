/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a stream has come, as the id of its events tells: {@code EPOCH-NUMBER}, and for each output that it has
 * {@code ;SESSION/NAME@BYTE}.
 *
 * @param epoch which ring of events the number is of
 * @param number the last event sent
 * @param outputs the byte to go on from of each output, by {@code SESSION/NAME}
 */
record StreamPosition(String epoch, long number, Map<String, Long> outputs) {

    private static final Pattern PLACE = Pattern.compile("([0-9a-f]{1,16})-(\\d{1,18})");
    private static final Pattern OUTPUT = Pattern.compile("([A-Za-z0-9_-]+/[A-Za-z0-9_-]+)@(\\d{1,18})");

    /** Copy the map, in its order. */
    StreamPosition {
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** Read an id that came back; empty if it is none of ours. */
    static Optional<StreamPosition> parse(String id) {
        // Part by part: a pattern of all of them would need a deeper stack for each of some thousands.
        String[] parts = id.strip().split(";", -1);
        Matcher place = PLACE.matcher(parts[0]);
        if (!place.matches()) {
            return Optional.empty();
        }
        Map<String, Long> outputs = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            Matcher output = OUTPUT.matcher(parts[i]);
            if (!output.matches()) {
                return Optional.empty();
            }
            outputs.put(output.group(1), Long.valueOf(output.group(2)));
        }
        return Optional.of(new StreamPosition(place.group(1), Long.parseLong(place.group(2)), outputs));
    }

    @Override
    public String toString() {
        StringBuilder id = new StringBuilder(epoch).append('-').append(number);
        outputs.forEach(
                (output, position) -> id.append(';').append(output).append('@').append(position));
        return id.toString();
    }
}
