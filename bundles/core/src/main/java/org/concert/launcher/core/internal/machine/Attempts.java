/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.tmux.Notification;
import org.concert.launcher.tmux.TmuxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to connect to a machine, one attempt after the other, and answers all who wait for what comes of it. Lives on the loop. */
final class Attempts {

    private static final Logger logger = LoggerFactory.getLogger(Attempts.class);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    /**
     * A tmux server that is just ending lets clients in and drops them; the next attempt finds a new one. And a link that breaks off may
     * be back at once.
     */
    private static final Duration QUICK_RETRY = Duration.ofMillis(100);

    private static final int QUICK_RETRIES = 5;

    private final String machine;
    private final Connections connector;
    private final Consumer<Notification> heard;
    private final Loop loop;
    private final BlockingWork work;
    private final Listener listener;

    /** Those who wait for what comes of the attempt: each is answered in its turn, so that starts keep their order. */
    private final List<CompletableFuture<Void>> askers = new ArrayList<>();

    private boolean underWay;
    private boolean transportMissing;
    private Duration retryDelay = FIRST_RETRY;
    private int quickRetries = QUICK_RETRIES;

    /** Hears what comes of attempts. */
    interface Listener {

        /** Return whether there is to be an attempt: the machine is not connected, and is not let go of. */
        boolean isWanted();

        /** Return whether there is to be another one when one has failed. */
        boolean isKept();

        /** An attempt begins. */
        void begun();

        /** The machine is connected. */
        void connected(Connection made);

        /** The machine cannot be reached. */
        void failed(TransportException why);

        /** A connection was made that is not wanted any more. */
        void late(Connection made);
    }

    /**
     * Create one that has not begun.
     *
     * @param heard takes what tmux tells, on the reading thread of its client
     */
    Attempts(
            String machine,
            Connections connector,
            Consumer<Notification> heard,
            Loop loop,
            BlockingWork work,
            Listener listener) {
        this.machine = machine;
        this.connector = connector;
        this.heard = heard;
        this.loop = loop;
        this.work = work;
        this.listener = listener;
    }

    /** Return a future that is completed, on the loop, with what comes of the attempt under way, or of one that is begun. */
    CompletableFuture<Void> ask() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        askers.add(asked);
        begin();
        return asked;
    }

    /** Return whether one is under way. */
    boolean underWay() {
        return underWay;
    }

    /** Return whether the last one failed since there is no transport for the machine. */
    boolean isTransportMissing() {
        return transportMissing;
    }

    /** Begin one, unless one is under way or none is wanted. */
    void begin() {
        if (underWay || !listener.isWanted()) {
            return;
        }
        underWay = true;
        transportMissing = false;
        listener.begun();
        long changes = connector.transportChanges();
        CompletableFuture<Void> attempted =
                loop.either(work.begin(() -> connector.connect(machine, heard)), (made, failure) -> {
                    ended(made, failure, changes);
                    return CompletableFuture.completedFuture(null);
                });
        loop.listen(attempted, (done, failure) -> {
            if (failure != null) {
                underWay = false;
                answer(failure);
            }
        });
    }

    private void ended(@Nullable Connection made, @Nullable Throwable failure, long changes) {
        underWay = false;
        if (made != null && listener.isWanted()) {
            retryDelay = FIRST_RETRY;
            quickRetries = QUICK_RETRIES;
            listener.connected(made);
        } else if (made != null) {
            listener.late(made);
        } else if (changes != connector.transportChanges()) {
            // Its transport may have been exchanged under it, which says nothing of the machine.
            begin();
        } else if (mayPass(failure) && quickRetries > 0) {
            quickRetries--;
            loop.schedule(QUICK_RETRY, this::begin);
        } else {
            failed(
                    failure instanceof TransportException reason
                            ? reason
                            : new TransportException("Cannot reach %s: %s".formatted(machine, Loop.reason(failure))));
        }
    }

    private static boolean mayPass(@Nullable Throwable failure) {
        return failure instanceof BrokenConnectionException
                || (failure != null && failure.getCause() instanceof TmuxException);
    }

    private void failed(TransportException failure) {
        quickRetries = QUICK_RETRIES;
        transportMissing = failure instanceof MissingTransportException;
        listener.failed(failure);
        answer(failure);
        String reason = String.valueOf(failure.getMessage());
        if (transportMissing) {
            logger.info("{}; its processes run on", reason);
        } else if (listener.isKept()) {
            logger.warn("{}; next try in {} ms", reason, retryDelay.toMillis());
            loop.schedule(retryDelay, this::begin);
            Duration doubled = retryDelay.multipliedBy(2);
            retryDelay = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
        }
    }

    /** Answer all who wait: the machine is connected, or cannot be, and why. */
    void answer(@Nullable Throwable failure) {
        List<CompletableFuture<Void>> answered = List.copyOf(askers);
        askers.clear();
        for (CompletableFuture<Void> asked : answered) {
            if (failure == null) {
                asked.complete(null);
            } else {
                asked.completeExceptionally(failure);
            }
        }
    }
}
