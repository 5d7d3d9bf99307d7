/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Counts what happens by some key in each minute, and passes over what is too much. Safe for use by several threads. */
final class MinuteCounts {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_KEYS = 1_000;

    private final int most;
    private final LongSupplier nanoTime;

    /** Guarded by itself. */
    private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Minute(long begun, int count, int passedOver) {}

    /**
     * Create one.
     *
     * @param most how many a minute are not passed over
     */
    MinuteCounts(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Count one, and return how many before it were passed over and not told yet; empty if this one is passed over. */
    OptionalInt count(String key) {
        synchronized (minutes) {
            long now = nanoTime.getAsLong();
            Minute minute = minutes.getOrDefault(key, new Minute(now, 0, 0));
            boolean fresh = now - minute.begun() >= MINUTE_NANOS;
            if (!fresh && minute.count() >= most) {
                minutes.put(key, new Minute(minute.begun(), minute.count(), minute.passedOver() + 1));
                return OptionalInt.empty();
            }
            minutes.put(key, fresh ? new Minute(now, 1, 0) : new Minute(minute.begun(), minute.count() + 1, 0));
            return OptionalInt.of(minute.passedOver());
        }
    }
}
