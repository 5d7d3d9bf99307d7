/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.window;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a machine that counts from its boot, as it was told once: nobody can set it, and all launchers see the same.
 * Since then it has gone on as {@link System#nanoTime} has here.
 *
 * @param uptimeMillis milliseconds since the boot of the machine
 * @param nanoTime when that was told, by {@link System#nanoTime}
 */
public record UptimeClock(long uptimeMillis, long nanoTime) {

    /** What is told later may differ by the time it took on its way; by more if the machine was suspended. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Return the clock by what begins as {@code /proc/uptime} does, told at a time; null if that is no number. */
    public static @Nullable UptimeClock told(String uptime, long nanoTime) {
        try {
            BigDecimal seconds = new BigDecimal(uptime.strip().split(" ", 2)[0]);
            return new UptimeClock(seconds.movePointRight(3).longValue(), nanoTime);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Return this, or what is told now if the machine's clock has not gone on as the one here has. */
    public static @Nullable UptimeClock later(@Nullable UptimeClock known, @Nullable UptimeClock told) {
        if (known == null || told == null) {
            return told == null ? known : told;
        }
        long apart = Math.abs(told.uptimeMillis - known.millisAt(told.nanoTime));
        return apart > ON_ITS_WAY.toMillis() ? told : known;
    }

    /** Return the milliseconds since the boot of the machine at a time by {@link System#nanoTime}. */
    public long millisAt(long nanos) {
        return uptimeMillis + Math.floorDiv(nanos - nanoTime, NANOS_PER_MILLI);
    }

    /** Return the time by {@link System#nanoTime} at which the machine had been up for so long. */
    public long nanoTimeAt(long millis) {
        return nanoTime - (uptimeMillis - millis) * NANOS_PER_MILLI;
    }
}
