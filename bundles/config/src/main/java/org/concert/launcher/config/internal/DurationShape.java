/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration: {@code 500ms}, {@code 3s}, {@code 2m}, or a number of seconds. Fractions of a nanosecond are rounded. */
enum DurationShape implements Shape<Duration> {
    /** Zero will do. */
    ANY,
    /** Zero will not do. */
    POSITIVE;

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,12})?)(ms|s|m|)");
    private static final Duration LONGEST = Duration.ofDays(365);

    @Override
    public Duration parse(String text) throws UnfitException {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new UnfitException(Quoted.of(text)
                    + (text.startsWith("-") ? " is negative" : " is not a duration")
                    + "; write it like 500ms, 3s, 2m or 0.5 (seconds)");
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(nanosOf(matcher.group(2)));
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw new UnfitException(Quoted.of(text) + " is longer than a year");
        }
        Duration duration =
                Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
        if (this == POSITIVE && duration.isZero()) {
            throw new UnfitException("must be more than 0, not " + Quoted.of(text));
        }
        return duration;
    }

    private static BigDecimal nanosOf(String unit) {
        Duration one = unit.equals("ms") ? Duration.ofMillis(1) : Duration.ofSeconds(unit.equals("m") ? 60 : 1);
        return BigDecimal.valueOf(one.toNanos());
    }
}
