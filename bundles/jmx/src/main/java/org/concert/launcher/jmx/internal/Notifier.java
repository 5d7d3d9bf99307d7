/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.concert.launcher.jmx.ProcessNotifications;
import org.jspecify.annotations.Nullable;

/**
 * Sends the notifications of one MBean, numbered from 1. Unlike {@link javax.management.NotificationBroadcasterSupport}
 * it gives each listener a queue of its own, so that a slow one holds up neither the others nor the launcher.
 */
final class Notifier implements NotificationEmitter {

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    /** The last number; guarded by this object. */
    private long sequence;

    private final Delivery delivery;
    private final Supplier<MBeanNotificationInfo[]> info;

    /** Create one for the notifications of a process. */
    Notifier(Delivery delivery) {
        this(delivery, ProcessNotifications::info);
    }

    /**
     * Create one.
     *
     * @param info gives what the MBean says of its notifications
     */
    Notifier(Delivery delivery, Supplier<MBeanNotificationInfo[]> info) {
        this.delivery = delivery;
        this.info = info;
    }

    /** Send what is made of the next sequence number; only queues it, so in the order of the numbers. */
    synchronized void send(LongFunction<Notification> numbered) {
        Notification notification = numbered.apply(++sequence);
        for (Subscriber subscriber : subscribers) {
            subscriber.post(notification);
        }
    }

    @Override
    public void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        subscribers.add(new Subscriber(listener, filter, handback, delivery));
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        List<Subscriber> gone = found(subscriber -> subscriber.isOf(listener));
        subscribers.removeAll(gone);
        gone.forEach(Subscriber::silence);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        Subscriber gone =
                found(subscriber -> subscriber.isOf(listener, filter, handback)).get(0);
        subscribers.remove(gone);
        gone.silence();
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return info.get();
    }

    private List<Subscriber> found(Predicate<Subscriber> wanted) throws ListenerNotFoundException {
        List<Subscriber> found = subscribers.stream().filter(wanted).toList();
        if (found.isEmpty()) {
            throw new ListenerNotFoundException("Cannot remove a listener that is not registered here");
        }
        return found;
    }
}
