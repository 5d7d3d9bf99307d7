/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Checks names and passwords: by our file of users and, for those who are not in it, by the {@link Authenticator}s there are.
 * To check one is slow on purpose, so few are checked at once, none while its user has to wait, and one that was right is
 * known for some minutes by a keyed hash. A service, as failures are counted by whatever way somebody tries. Safe for use by several
 * threads.
 */
@Component(name = "org.concert.launcher.access", service = Credentials.class)
public final class Credentials {

    private static final int MOST_KNOWN = 200;
    private static final long KNOWN_NANOS = Duration.ofMinutes(10).toNanos();
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(5);
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Users users;
    private final Authenticators others;
    private final Attempts attempts;
    private final LongSupplier nanoTime;
    private final PasswordHash nobody = PasswordHash.ofNobody();
    private final SecretKeySpec key;

    /** Two gates, as whoever hangs behind one must not keep the users of our file out. */
    private final Gate gateOfFile = new Gate();

    private final Gate gateOfOthers = new Gate();

    /** Guarded by itself. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Known(Account account, long since) {}

    /**
     * What came of a check.
     *
     * @param account who is let in, or null if name or password are wrong or were not checked
     * @param pause how long to wait before the next try, more than zero if it was not checked
     * @param failures how many there have been of this name from this address; 0 if this is none
     * @param complaint why nobody is let in; empty if somebody is
     */
    public record Checked(@Nullable Account account, Duration pause, int failures, String complaint) {

        static Checked later(Duration pause) {
            return new Checked(null, pause, 0, "too many wrong passwords, or too much to check at once");
        }

        static Checked of(Account account) {
            return new Checked(account, Duration.ZERO, 0, "");
        }

        /** Return whether it was not checked, and has to wait. */
        public boolean isDelayed() {
            return !pause.isZero();
        }
    }

    /** Create one for the users that the framework properties name. */
    @Activate
    public Credentials(BundleContext context) {
        this(
                new Users(AccessFiles.users(context::getProperty)),
                new Authenticators(PATIENCE_WITH_OTHERS, System::nanoTime),
                System::nanoTime);
    }

    /**
     * Create one that knows of no failure.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    Credentials(Users users, Authenticators others, LongSupplier nanoTime) {
        this.users = users;
        this.others = others;
        this.attempts = new Attempts(nanoTime);
        this.nanoTime = nanoTime;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, MAC);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAuthenticator(Authenticator authenticator, ServiceReference<Authenticator> reference) {
        others.add(reference, authenticator);
    }

    void removeAuthenticator(Authenticator authenticator) {
        others.remove(authenticator);
    }

    @Deactivate
    void close() {
        others.close();
    }

    /** Return whether anybody is let in by name and password, so that nobody is without. */
    public boolean isLoginRequired() {
        return users.now().loginRequired() || !others.isEmpty();
    }

    /**
     * Check a password, at once if it was right lately. Takes up to some seconds when several are checked, or an
     * {@link Authenticator} is slow.
     *
     * @param name who it is said to be; any text
     * @param password any text
     * @param network where it comes from, as {@link ClientNetwork#of}
     */
    public Checked check(String name, String password, String network) {
        // Whatever is no name of a user is counted as one and the same.
        String counted = User.shown(name);
        // Before what is known is looked at: else whoever has to wait could go on guessing, and see the right one let
        // in.
        Duration delay = attempts.delay(counted, network);
        if (!delay.isZero()) {
            return Checked.later(delay);
        }
        String hash = keyedHash(name, password);
        Optional<Account> before = known(hash);
        if (before.isPresent()) {
            return Checked.of(before.get());
        }
        UsersFile file = users.now();
        User user = file.users().get(name);
        boolean usable = file.complaints().isEmpty() || !file.users().isEmpty();
        // To some directories an empty password is that of anybody.
        boolean asked = user == null && usable && !others.isEmpty() && User.isName(name) && !password.isEmpty();
        Gate gate = asked ? gateOfOthers : gateOfFile;
        return gate.pass(() -> {
            // Those before it in the queue may have failed.
            Duration since = attempts.delay(counted, network);
            if (!since.isZero()) {
                return Checked.later(since);
            }
            Authenticators.Answer answer =
                    asked ? others.ask(name, password, () -> users.find(name) == null) : byFile(user, password);
            return answer.account()
                    .map(account -> letIn(account, counted, network, hash))
                    .orElseGet(() -> refuse(counted, network, answer.complete()));
        });
    }

    private Authenticators.Answer byFile(@Nullable User user, String password) {
        // It takes as long for a user who is not there, so that nobody learns who is.
        boolean right = (user == null ? nobody : user.password()).matches(password);
        return new Authenticators.Answer(
                user != null && right
                        ? Optional.of(new Account(user.name(), user.role(), () -> user.equals(users.find(user.name()))))
                        : Optional.empty(),
                true);
    }

    private Checked letIn(Account account, String counted, String network, String hash) {
        attempts.succeeded(counted, network);
        synchronized (known) {
            known.put(hash, new Known(account, nanoTime.getAsLong()));
        }
        return Checked.of(account);
    }

    private Checked refuse(String counted, String network, boolean complete) {
        return new Checked(
                null,
                Duration.ZERO,
                attempts.failed(counted, network),
                complete
                        ? "the user name or the password is wrong"
                        : "who could tell whether the password is right did not answer (the log of the launcher says why)");
    }

    /** Return whose password this was some minutes ago, unless that user was removed or changed since. */
    private Optional<Account> known(String hash) {
        Known found;
        synchronized (known) {
            found = known.get(hash);
        }
        return found != null
                        && nanoTime.getAsLong() - found.since() < KNOWN_NANOS
                        && found.account().isCurrent()
                ? Optional.of(found.account())
                : Optional.empty();
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

    /** Lets few through at once, and has few wait for that. */
    private static final class Gate {

        /** With two cores, one is left for the robot. */
        private static final int MOST_AT_ONCE = 2;

        private static final int MOST_WAITING = 8;
        private static final long LONGEST_WAIT_MILLIS = 3_000;

        private final Semaphore entry = new Semaphore(MOST_AT_ONCE + MOST_WAITING);
        private final Semaphore checks = new Semaphore(MOST_AT_ONCE);

        Checked pass(Supplier<Checked> check) {
            if (!entry.tryAcquire()) {
                return Checked.later(BUSY);
            }
            try {
                return checks.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                        ? passed(check)
                        : Checked.later(BUSY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Checked.later(BUSY);
            } finally {
                entry.release();
            }
        }

        private Checked passed(Supplier<Checked> check) {
            try {
                return check.get();
            } finally {
                checks.release();
            }
        }
    }
}
