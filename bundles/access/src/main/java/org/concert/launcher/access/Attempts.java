/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed log-ins, and tells how long the next one has to wait: by user and address, so that a user gets in from
 * elsewhere while somebody guesses, and by address, for whoever guesses at many users. Safe for use by several threads.
 */
final class Attempts {

    private static final int FREE_OF_USER = 5;
    private static final int FREE_OF_ADDRESS = 10;
    private static final long LONGEST_WAIT_SECONDS = 30;
    private static final int MOST_DOUBLINGS = 5;
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(15).toNanos();
    private static final int MOST_KEPT = 10_000;

    private final LongSupplier nanoTime;

    /** Guarded by this object, as is every method. */
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Failures(int count, long last, long waitNanos) {}

    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Return how long a log-in has to wait; zero if it may be tried now. */
    synchronized Duration delay(String user, String address) {
        return Duration.ofNanos(Math.max(remaining(key(user, address)), remaining(address)));
    }

    private long remaining(String key) {
        Failures known = known(key);
        return known == null ? 0 : Math.max(0, known.waitNanos() - (nanoTime.getAsLong() - known.last()));
    }

    /** Count a failure, and return how many there have been of this user from this address. */
    synchronized int failed(String user, String address) {
        count(address, FREE_OF_ADDRESS);
        return count(key(user, address), FREE_OF_USER);
    }

    private int count(String key, int free) {
        Failures known = known(key);
        int count = known == null ? 1 : known.count() + 1;
        long seconds = count < free ? 0 : Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(MOST_DOUBLINGS, count - free));
        failures.put(
                key,
                new Failures(
                        count, nanoTime.getAsLong(), Duration.ofSeconds(seconds).toNanos()));
        return count;
    }

    /** Forget the failures of a user from an address; those at other users count on. */
    synchronized void succeeded(String user, String address) {
        failures.remove(key(user, address));
    }

    private @Nullable Failures known(String key) {
        Failures known = failures.get(key);
        if (known != null && nanoTime.getAsLong() - known.last() > FORGOTTEN_NANOS) {
            failures.remove(key);
            return null;
        }
        return known;
    }

    private static String key(String user, String address) {
        return user + " " + address;
    }
}
