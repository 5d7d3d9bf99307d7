/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.management.Notification;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener of one MBean, and what it has yet to hear, in order. Whoever posts never waits for it: when it does not
 * keep up, the oldest notifications are dropped, and the gap shows in the sequence numbers.
 */
final class Subscriber {

    /** How much a listener may lag behind: some minutes of a robot that restarts all the time. */
    static final int CAPACITY = 1000;

    private static final Logger logger = LoggerFactory.getLogger(Subscriber.class);

    private final NotificationListener listener;
    private final @Nullable NotificationFilter filter;
    private final @Nullable Object handback;
    private final Delivery delivery;

    /** What is still to be told; guarded by itself, as are the two fields after it. */
    private final Deque<Notification> waiting = new ArrayDeque<>();

    private boolean delivering;
    private boolean lagging;

    Subscriber(
            NotificationListener listener,
            @Nullable NotificationFilter filter,
            @Nullable Object handback,
            Delivery delivery) {
        this.listener = listener;
        this.filter = filter;
        this.handback = handback;
        this.delivery = delivery;
    }

    /** Return whether this is the subscription of a listener, whatever its filter; by identity, as JMX wants it. */
    boolean isOf(NotificationListener other) {
        return listener == other;
    }

    /** Return whether this is the subscription of a listener with this filter and handback. */
    boolean isOf(NotificationListener other, @Nullable NotificationFilter otherFilter, @Nullable Object otherHandback) {
        return listener == other && filter == otherFilter && handback == otherHandback;
    }

    /** Have the listener hear of something soon, on a thread of the delivery. */
    void post(Notification notification) {
        synchronized (waiting) {
            if (waiting.size() == CAPACITY) {
                dropOldest();
            }
            waiting.addLast(notification);
            if (delivering) {
                return;
            }
            delivering = true;
        }
        delivery.execute(this::deliver);
    }

    /** Forget what the listener has not heard. */
    void silence() {
        synchronized (waiting) {
            waiting.clear();
        }
    }

    private void dropOldest() {
        waiting.removeFirst();
        delivery.drop();
        if (!lagging) {
            lagging = true;
            logger.warn("A JMX listener lags {} notifications behind: its oldest are dropped now", CAPACITY);
        }
    }

    private void deliver() {
        for (Notification next = next(); next != null; next = next()) {
            tell(next);
        }
    }

    private @Nullable Notification next() {
        synchronized (waiting) {
            Notification next = waiting.pollFirst();
            if (next == null) {
                delivering = false;
                lagging = false;
            }
            return next;
        }
    }

    private void tell(Notification notification) {
        try {
            if (filter == null || filter.isNotificationEnabled(notification)) {
                listener.handleNotification(notification, handback);
            }
        } catch (RuntimeException e) {
            logger.warn("A JMX listener failed on {}", notification.getMessage(), e);
        }
    }
}
