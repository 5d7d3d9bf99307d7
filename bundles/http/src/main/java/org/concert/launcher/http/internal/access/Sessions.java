/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.concert.launcher.access.Account;

/** Who is logged in. Tokens are random, and only their hashes are kept. Safe for use by several threads. */
final class Sessions {

    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST = 1_000;

    /** A script that never logs out must not end the sessions of others. */
    private static final int MOST_OF_A_USER = 50;

    private static final int TOKEN_BYTES = 32;

    /** Anything longer is no token of ours, and not worth hashing. */
    private static final int LONGEST_TOKEN = 100;

    private final LongSupplier nanoTime;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** By the hash of the token, the one used longest ago first; guarded by itself. */
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Session(Account account, long begun, long used) {}

    /**
     * A session as its user knows it.
     *
     * @param token what the user shows
     * @param expires when it ends if it is not used
     */
    record Opened(String token, Account account, Instant expires) {}

    Sessions(LongSupplier nanoTime, Clock clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** Open a session. */
    Opened open(Account account) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = nanoTime.getAsLong();
        Session session = new Session(account, now, now);
        synchronized (sessions) {
            sessions.values().removeIf(old -> isOver(old, now));
            List<String> own = new ArrayList<>();
            sessions.forEach((hash, old) -> {
                if (old.account().name().equals(account.name())) {
                    own.add(hash);
                }
            });
            if (own.size() >= MOST_OF_A_USER) {
                sessions.remove(own.get(0));
            }
            if (sessions.size() >= MOST) {
                sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(hash(token), session);
        }
        return new Opened(token, account, expires(session));
    }

    /** Return the session of a token, and take note that it is used; empty if it is over, or its user is another now. */
    Optional<Opened> use(String token) {
        return find(token, true);
    }

    /** Return whether a session goes on, without taking that for use. */
    boolean isOpen(String token) {
        return find(token, false).isPresent();
    }

    private Optional<Opened> find(String token, boolean used) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        String hash = hash(token);
        long now = nanoTime.getAsLong();
        Session session;
        synchronized (sessions) {
            session = sessions.get(hash);
        }
        if (session == null) {
            return Optional.empty();
        }
        // Not while others wait, as that looks at a file.
        boolean over = isOver(session, now) || !session.account().isCurrent();
        Session kept = used ? new Session(session.account(), session.begun(), now) : session;
        synchronized (sessions) {
            if (over) {
                sessions.remove(hash);
                return Optional.empty();
            }
            // Its user may have logged out meanwhile.
            return sessions.replace(hash, kept) == null
                    ? Optional.empty()
                    : Optional.of(new Opened(token, kept.account(), expires(kept)));
        }
    }

    /** End the session of a token. */
    void close(String token) {
        if (token.length() <= LONGEST_TOKEN) {
            synchronized (sessions) {
                sessions.remove(hash(token));
            }
        }
    }

    private static boolean isOver(Session session, long now) {
        return now - session.used() >= IDLE.toNanos() || now - session.begun() >= LONGEST.toNanos();
    }

    private Instant expires(Session session) {
        long now = nanoTime.getAsLong();
        long left = Math.min(IDLE.toNanos() - (now - session.used()), LONGEST.toNanos() - (now - session.begun()));
        return clock.instant().plusNanos(left);
    }

    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot keep sessions: this JDK has no SHA-256", e);
        }
    }
}
