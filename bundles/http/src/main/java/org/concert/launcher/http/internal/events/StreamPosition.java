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

    private static final Pattern FORMAT =
            Pattern.compile("([0-9a-f]{1,16})-(\\d{1,18})((?:;[A-Za-z0-9_-]+/[A-Za-z0-9_-]+@\\d{1,18})*)");

    /** Copy the map, in its order. */
    StreamPosition {
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** Read an id that came back; empty if it is none of ours. */
    static Optional<StreamPosition> parse(String id) {
        Matcher matcher = FORMAT.matcher(id.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, Long> outputs = new LinkedHashMap<>();
        for (String output : matcher.group(3).split(";", -1)) {
            int at = output.indexOf('@');
            if (at > 0) {
                outputs.put(output.substring(0, at), Long.parseLong(output.substring(at + 1)));
            }
        }
        return Optional.of(new StreamPosition(matcher.group(1), Long.parseLong(matcher.group(2)), outputs));
    }

    @Override
    public String toString() {
        StringBuilder id = new StringBuilder(epoch).append('-').append(number);
        outputs.forEach(
                (output, position) -> id.append(';').append(output).append('@').append(position));
        return id.toString();
    }
}
