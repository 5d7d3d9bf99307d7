/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One who is told of notifications. Safe for use by several threads. */
final class NotificationClient {

    private final String id;
    private final String user;
    private final AtomicLong handles = new AtomicLong();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /** What ends the stream that is open. */
    private final AtomicReference<@Nullable Runnable> stream = new AtomicReference<>();

    private volatile BooleanSupplier valid;
    private volatile long usedNanos;

    NotificationClient(String id, String user, BooleanSupplier valid, long nowNanos) {
        this.id = id;
        this.user = user;
        this.valid = valid;
        this.usedNanos = nowNanos;
    }

    String id() {
        return id;
    }

    String user() {
        return user;
    }

    /** Take note that the client is there. */
    void used(BooleanSupplier nowValid, long nowNanos) {
        valid = nowValid;
        usedNanos = nowNanos;
    }

    /** Return whether the client was heard of within a time, or reads, and its user would still be let in. */
    boolean isThere(long nowNanos, long longestSilenceNanos) {
        if (stream.get() != null) {
            usedNanos = nowNanos;
        }
        return nowNanos - usedNanos < longestSilenceNanos && valid.getAsBoolean();
    }

    String nextHandle() {
        return Long.toString(handles.incrementAndGet());
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    Optional<Subscription> subscription(String handle) {
        return subscriptions.stream()
                .filter(subscription -> subscription.handle().equals(handle))
                .findFirst();
    }

    int listeners() {
        return subscriptions.stream()
                .mapToInt(subscription -> subscription.names().size())
                .sum();
    }

    /** Have another stream, or null for none; the one before is ended. */
    void streamBy(@Nullable Runnable end) {
        Runnable before = stream.getAndSet(end);
        if (before != null) {
            before.run();
        }
    }

    /** Take note that a stream has ended by itself. */
    void streamEnded(@Nullable Runnable ended) {
        stream.compareAndSet(ended, null);
    }
}
