/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords. To check one is slow on purpose, so few are checked at once, none while its user has to wait, and one
 * that was right is known for some minutes by a keyed hash. Safe for use by several threads.
 */
public final class Credentials {

    /** With two cores, one is left for the robot. */
    private static final int MOST_AT_ONCE = 2;

    private static final int MOST_WAITING = 8;
    private static final long LONGEST_WAIT_MILLIS = 3_000;
    private static final int MOST_KNOWN = 200;
    private static final long KNOWN_NANOS = Duration.ofMinutes(10).toNanos();
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Attempts attempts;
    private final LongSupplier nanoTime;
    private final PasswordHash nobody = PasswordHash.ofNobody();
    private final SecretKeySpec key;
    private final Semaphore entry = new Semaphore(MOST_AT_ONCE + MOST_WAITING);
    private final Semaphore checks = new Semaphore(MOST_AT_ONCE);

    /** Guarded by itself. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Known(User user, long since) {}

    /**
     * What came of a check.
     *
     * @param user the user, or null if name or password are wrong or were not checked
     * @param pause how long to wait before the next try, more than zero if it was not checked
     * @param failures how many there have been of this name from this address; 0 if this is none
     */
    public record Checked(@Nullable User user, Duration pause, int failures) {

        static Checked later(Duration pause) {
            return new Checked(null, pause, 0);
        }

        /** Return whether it was not checked, and has to wait. */
        public boolean isDelayed() {
            return !pause.isZero();
        }
    }

    /**
     * Create one that knows of no failure.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public Credentials(LongSupplier nanoTime) {
        this(new Attempts(nanoTime), nanoTime);
    }

    private Credentials(Attempts attempts, LongSupplier nanoTime) {
        this.attempts = attempts;
        this.nanoTime = nanoTime;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, MAC);
    }

    /**
     * Check a password, at once if it was right lately. Takes up to some seconds when several are checked.
     *
     * @param name who it is said to be; any text
     * @param password any text
     * @param network where it comes from, as {@link ClientNetwork#of}
     * @param users the users there are now
     */
    public Checked check(String name, String password, String network, UsersFile users) {
        // Whatever is no name of a user is counted as one and the same.
        String counted = User.shown(name);
        // Before what is known is looked at: else whoever has to wait could go on guessing, and see the right one let
        // in.
        Duration delay = attempts.delay(counted, network);
        if (!delay.isZero()) {
            return Checked.later(delay);
        }
        User user = users.users().get(name);
        String hash = keyedHash(name, password);
        if (user != null && isKnown(hash, user)) {
            return new Checked(user, Duration.ZERO, 0);
        }
        if (!entry.tryAcquire()) {
            return Checked.later(BUSY);
        }
        try {
            return checks.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                    ? checkNow(user, counted, password, network, hash)
                    : Checked.later(BUSY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Checked.later(BUSY);
        } finally {
            entry.release();
        }
    }

    private Checked checkNow(@Nullable User user, String counted, String password, String network, String hash) {
        try {
            // Those before it in the queue may have failed.
            Duration delay = attempts.delay(counted, network);
            if (!delay.isZero()) {
                return Checked.later(delay);
            }
            // It takes as long for a user who is not there, so that nobody learns who is.
            boolean right = (user == null ? nobody : user.password()).matches(password);
            if (user == null || !right) {
                return new Checked(null, Duration.ZERO, attempts.failed(counted, network));
            }
            attempts.succeeded(counted, network);
            synchronized (known) {
                known.put(hash, new Known(user, nanoTime.getAsLong()));
            }
            return new Checked(user, Duration.ZERO, 0);
        } finally {
            checks.release();
        }
    }

    /** A user with another password or role than then has to be checked again. */
    private boolean isKnown(String hash, User user) {
        synchronized (known) {
            Known found = known.get(hash);
            return found != null && found.user().equals(user) && nanoTime.getAsLong() - found.since() < KNOWN_NANOS;
        }
    }

    private String keyedHash(String name, String password) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((name + "\0" + password).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot check passwords: this JDK has no " + MAC, e);
        }
    }
}
