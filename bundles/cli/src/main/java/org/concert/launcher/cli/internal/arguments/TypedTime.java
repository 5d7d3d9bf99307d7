/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.concert.launcher.cli.internal.terminal.Environment;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads since when, as people type it: how long ago, or a time in their zone. */
public final class TypedTime {

    /** What the help says of it. */
    public static final String DESCRIPTION =
            "How long ago (90s, 10m, 2h, 3d), or a time: 06:30, 2026-11-30, 2026-11-30T06:30.";

    private TypedTime() {}

    /**
     * Return the time that a word stands for.
     *
     * @throws ParameterException if it stands for none
     */
    public static Instant of(String word, Environment environment, CommandLine command) {
        Instant now = environment.clock().instant();
        Optional<Duration> ago = TypedSpan.of(word);
        if (ago.isPresent()) {
            return now.minus(ago.get());
        }
        ZoneId zone = environment.zone().get();
        try {
            LocalDate today = LocalDate.ofInstant(now, zone);
            LocalDateTime time = word.contains("T")
                    ? LocalDateTime.parse(word)
                    : word.contains("-")
                            ? LocalDate.parse(word).atStartOfDay()
                            : LocalTime.parse(word).atDate(today);
            return time.atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    command,
                    "'%s' is no time: write 90s, 10m, 2h, 3d, 06:30, 2026-11-30 or 2026-11-30T06:30".formatted(word),
                    e);
        }
    }
}
