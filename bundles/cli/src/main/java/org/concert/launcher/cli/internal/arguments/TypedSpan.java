/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something is to be, as people type it: {@code 90s}, {@code 10m}, {@code 2h}, {@code 3d}. */
public final class TypedSpan {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})([smhd])");

    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);

    private TypedSpan() {}

    /** Return the duration that a word stands for; empty if it stands for none. */
    public static Optional<Duration> of(String word) {
        Matcher parts = SHAPE.matcher(word);
        return parts.matches()
                ? Optional.of(
                        Duration.ofSeconds(Long.parseLong(parts.group(1)) * SECONDS.getOrDefault(parts.group(2), 1)))
                : Optional.empty();
    }
}
