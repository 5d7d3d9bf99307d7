/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An output that a reader wants.
 *
 * @param session the session of the process
 * @param name the process
 * @param from the byte to begin at, or null for some lines before the end
 */
record OutputWish(String session, String name, @Nullable Long from) {

    private static final Pattern FORMAT = Pattern.compile("([A-Za-z0-9_-]+)/([A-Za-z0-9_-]+)(?:@(\\d{1,18}))?");

    /** Read {@code S/NAME[@BYTE],...}; empty if it is not that. */
    static Optional<List<OutputWish>> parse(@Nullable String text) {
        List<OutputWish> wishes = new ArrayList<>();
        if (text == null || text.isEmpty()) {
            return Optional.of(wishes);
        }
        for (String each : text.split(",", -1)) {
            Matcher matcher = FORMAT.matcher(each);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String from = matcher.group(3);
            wishes.add(new OutputWish(matcher.group(1), matcher.group(2), from == null ? null : Long.valueOf(from)));
        }
        return Optional.of(wishes);
    }

    String key() {
        return session + "/" + name;
    }
}
